//! The enums of the schema, one for each of the model's. Their values are named explicitly: names are part of the contract.

use crate::model::{incentive, place, policy};
use crate::rules;
use async_graphql::Enum;

/// Declares an enum of the schema that mirrors one of the model.
macro_rules! mirror {
    ($(#[doc = $doc:literal])+ $name:ident = $of:path { $($(#[doc = $value_doc:literal])+ $value:ident = $text:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $value_doc])+ #[graphql(name = $text)] $value,)+
        }

        impl From<$of> for $name {
            fn from(value: $of) -> $name {
                use $of as Of;
                match value {
                    $(Of::$value => $name::$value,)+
                }
            }
        }

        impl From<$name> for $of {
            fn from(value: $name) -> $of {
                use $of as Of;
                match value {
                    $($name::$value => Of::$value,)+
                }
            }
        }
    };
}

mirror! {
    /// What a body is to do for a measure.
    Role = policy::Role {
        /// 牵头单位: leads among several.
        Lead = "LEAD",
        /// 责任单位: responsible.
        Responsible = "RESPONSIBLE",
        /// 配合单位: assists.
        Cooperating = "COOPERATING",
        /// 落实单位, and the governments that carry a measure out in their own territory.
        Implementing = "IMPLEMENTING",
        /// A leading group, task force or department that coordinates the whole policy.
        Coordinating = "COORDINATING",
        /// Supervises how the policy is carried out.
        Supervising = "SUPERVISING",
        /// Interprets the policy.
        Interpreting = "INTERPRETING",
    }
}

mirror! {
    /// What a responsibility rests on.
    Basis = rules::Basis {
        /// The measure's own responsibility note names the body.
        Stated = "STATED",
        /// The body is one of those that a collective name stands for.
        Expanded = "EXPANDED",
        /// One sentence of the policy lays the duty on the body for many measures.
        Blanket = "BLANKET",
        /// It follows from another responsibility, such as that of a part of the body.
        Derived = "DERIVED",
    }
}

mirror! {
    /// The level of a place, or of a title that a place grants.
    Level = place::Level {
        /// 国家级.
        National = "NATIONAL",
        /// 省级, 自治区级, and the municipalities directly under the central government.
        Provincial = "PROVINCIAL",
        /// 市级.
        City = "CITY",
        /// 县级.
        County = "COUNTY",
        /// A development or functional zone, which has no code of its own in GB/T 2260.
        Zone = "ZONE",
    }
}

mirror! {
    /// What kind of body it is.
    DepartmentKind = place::DepartmentKind {
        /// A people's government, or the State Council.
        Government = "GOVERNMENT",
        /// A working department of a government.
        Department = "DEPARTMENT",
        /// A body of the Party.
        Party = "PARTY",
        /// Under the line above instead of the local government: tax, central bank.
        Vertical = "VERTICAL",
        /// A court or procuratorate.
        Judicial = "JUDICIAL",
        /// A public institution.
        Institution = "INSTITUTION",
        /// A school or university.
        School = "SCHOOL",
        /// A company.
        Company = "COMPANY",
        /// A leading group, its office, or a task force.
        LeadingGroup = "LEADING_GROUP",
        /// An association or federation.
        Association = "ASSOCIATION",
        /// The administrative committee of a zone.
        ZoneCommittee = "ZONE_COMMITTEE",
        /// A name for many bodies, such as 各县区人民政府.
        Collective = "COLLECTIVE",
    }
}

mirror! {
    /// What kind of document a policy is.
    PolicyKind = policy::PolicyKind {
        /// 措施, 若干措施.
        Measures = "MEASURES",
        /// 意见, 实施意见.
        Opinions = "OPINIONS",
        /// 管理办法.
        AdministrativeMeasures = "ADMINISTRATIVE_MEASURES",
        /// 方案, 行动计划.
        Plan = "PLAN",
        /// 通知.
        Notice = "NOTICE",
    }
}

mirror! {
    /// What a document is by its own words, whatever the day.
    Status = policy::Status {
        /// It was issued.
        Issued = "ISSUED",
        /// 征求意见稿: put up for comment, not in force.
        DraftForComment = "DRAFT_FOR_COMMENT",
        /// It was repealed.
        Repealed = "REPEALED",
    }
}

mirror! {
    /// Where a policy stands on a day.
    Standing = policy::Standing {
        /// It applies.
        InForce = "IN_FORCE",
        /// It is a draft for comment; nothing says that it was adopted.
        Draft = "DRAFT",
        /// It was issued, and applies from a later day; or it names no first day, and nobody is known to have published it yet.
        NotYet = "NOT_YET",
        /// Its period of validity is over.
        Ended = "ENDED",
        /// It was repealed.
        Repealed = "REPEALED",
    }
}

mirror! {
    /// What a document says about itself or about other documents.
    ClauseRuleKind = policy::ClauseRuleKind {
        /// Where others differ, this one holds.
        Prevails = "PREVAILS",
        /// 不重复: nothing is paid for twice.
        NoDuplicates = "NO_DUPLICATES",
        /// 就高不重复: only the highest is paid.
        HighestOnly = "HIGHEST_ONLY",
        /// 从优不重复: the better one is paid.
        BestOnly = "BEST_ONLY",
        /// 可叠加: may be combined.
        Stackable = "STACKABLE",
        /// Some enterprises are excluded.
        Excludes = "EXCLUDES",
        /// Who pays.
        Pays = "PAYS",
        /// Only within a budget.
        BudgetLimit = "BUDGET_LIMIT",
        /// Detailed rules will be written.
        DetailedRules = "DETAILED_RULES",
        /// Another document is repealed.
        Repeals = "REPEALS",
        /// Who interprets.
        Interprets = "INTERPRETS",
        /// Who coordinates.
        Coordinates = "COORDINATES",
        /// Who supervises.
        Supervises = "SUPERVISES",
    }
}

mirror! {
    /// In what form an incentive helps.
    IncentiveKind = incentive::IncentiveKind {
        /// 奖励: for a result or a title.
        Reward = "REWARD",
        /// 补贴, 补助, 资助: for an expense.
        Subsidy = "SUBSIDY",
        /// 贴息: a share of loan interest.
        Interest = "INTEREST",
        /// 配套: matching funds.
        Matching = "MATCHING",
        /// 保费: insurance premiums or compensation.
        Insurance = "INSURANCE",
        /// 基金: a fund invests or covers risk.
        Fund = "FUND",
        /// 税收减免.
        TaxRelief = "TAX_RELIEF",
        /// 费用减免.
        FeeRelief = "FEE_RELIEF",
        /// 优先, 倾斜: land, energy, procedures.
        Priority = "PRIORITY",
        /// 支持, without a form.
        Support = "SUPPORT",
    }
}

mirror! {
    /// How a target's number is meant.
    TargetBound = policy::TargetBound {
        /// 以上, 达到, 不少于.
        AtLeast = "AT_LEAST",
        /// 超过, 突破.
        Over = "OVER",
        /// 左右.
        About = "ABOUT",
        /// Exactly so many.
        Exactly = "EXACTLY",
        /// 不超过, 控制在.
        AtMost = "AT_MOST",
        /// 力争.
        UpTo = "UP_TO",
    }
}

mirror! {
    /// How a benefit is stated.
    BenefitKind = incentive::Shape {
        /// A sum: `amount`.
        Fixed = "FIXED",
        /// A ceiling: `maximum` (最高, 不超过).
        UpTo = "UP_TO",
        /// A percentage `rate` of a `base`, perhaps with a `cap`.
        Rate = "RATE",
        /// From `minimum` to `maximum`; a floor alone (不低于) has no `maximum`.
        Range = "RANGE",
        /// The document gives no figure.
        Unstated = "UNSTATED",
    }
}

mirror! {
    /// What a summary counts.
    SummaryOf = crate::answers::summary::Of {
        /// Policies.
        Policies = "POLICIES",
        /// Measures: the clauses of policies that hold no others.
        Measures = "MEASURES",
        /// Bodies' parts in measures, as stated and as derived.
        Responsibilities = "RESPONSIBILITIES",
        /// What policies promise.
        Incentives = "INCENTIVES",
        /// The single things that incentives pay for.
        Tiers = "TIERS",
    }
}

mirror! {
    /// By what a summary is grouped.
    Dimension = crate::answers::summary::Dimension {
        /// The place whose policy it is.
        Jurisdiction = "JURISDICTION",
        /// The policy.
        Policy = "POLICY",
        /// Where the policy stands on the day of `asOf`.
        Standing = "STANDING",
        /// What the body does that answers for the measure: 工业和信息化, 地方金融管理.
        Function = "FUNCTION",
        /// The body that answers for the measure.
        Department = "DEPARTMENT",
        /// The part of that body.
        Role = "ROLE",
        /// The form of help.
        Kind = "KIND",
        /// A title that the tier asks for; a tier that asks for several stands in the group of each.
        Certification = "CERTIFICATION",
        /// The level of the titles that the tier asks for.
        Level = "LEVEL",
        /// How the benefit is stated.
        BenefitKind = "BENEFIT_KIND",
    }
}

mirror! {
    /// What two tiers both pay for.
    OverlapGround = rules::Ground {
        /// One recognition, or one passed review, of a title; implied titles count where a title need only be held.
        Title = "TITLE",
        /// One project, or one expense that both pay a share of.
        Project = "PROJECT",
        /// One event.
        Event = "EVENT",
        /// The interest on one loan.
        Loan = "LOAN",
        /// One insurance premium.
        Premium = "PREMIUM",
        /// One number that the steps of one incentive bound, such as 首次超过10亿元、5亿元.
        Scale = "SCALE",
    }
}

mirror! {
    /// What may become of a claim.
    EligibilityOutcome = crate::model::profile::Outcome {
        /// Every condition is known to hold.
        Eligible = "ELIGIBLE",
        /// Every condition that facts can decide holds; a person decides the rest.
        Discretionary = "DISCRETIONARY",
        /// Some condition is known neither to hold nor to fail.
        Unknown = "UNKNOWN",
        /// Known to fail, whatever else becomes known.
        Ineligible = "INELIGIBLE",
    }
}

mirror! {
    /// What follows for two tiers that pay for one thing.
    OverlapEffect = rules::Effect {
        /// Both may be claimed: nothing forbids it, or a clause allows it.
        Stackable = "STACKABLE",
        /// One of the two: a clause forbids both (不重复, 就高, 从优), or they are steps of one scale.
        Exclusive = "EXCLUSIVE",
        /// The later document prevails over the earlier one.
        Superseded = "SUPERSEDED",
        /// Clauses contradict each other, do not say whether they cover the pair, or nobody knows which document is the earlier.
        Undetermined = "UNDETERMINED",
    }
}

mirror! {
    /// How a condition stands for one enterprise.
    ConditionState = crate::answers::eligibility::State {
        /// It is known to hold.
        Holds = "HOLDS",
        /// It is known to fail.
        Fails = "FAILS",
        /// The profile doesn't say.
        Unknown = "UNKNOWN",
        /// A person decides.
        Discretion = "DISCRETION",
    }
}

mirror! {
    /// On which occasion of a title a tier pays.
    Recognised = incentive::Recognised {
        /// 首次: the first recognition ever.
        First = "FIRST",
        /// 新认定, 新获评: a recognition while the policy applies.
        New = "NEW",
        /// 通过复核: a passed review.
        Recheck = "RECHECK",
        /// As long as the title is held.
        Held = "HELD",
    }
}

mirror! {
    /// What kind of beneficiary asks.
    Beneficiary = incentive::Beneficiary {
        /// 企业.
        Enterprise = "ENTERPRISE",
        /// 个人.
        Individual = "INDIVIDUAL",
        /// 团队.
        Team = "TEAM",
        /// 银行业金融机构.
        Bank = "BANK",
        /// 园区.
        Park = "PARK",
        /// 联盟.
        Alliance = "ALLIANCE",
        /// 平台.
        Platform = "PLATFORM",
        /// 机构.
        Institution = "INSTITUTION",
        /// 协会.
        Association = "ASSOCIATION",
        /// 中介机构.
        Intermediary = "INTERMEDIARY",
    }
}
