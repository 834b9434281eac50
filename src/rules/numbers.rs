//! The numbers that travel in what the rules derive, and the sentence of each. Knows no facts and no program.

use std::fmt;

macro_rules! rules {
    ($($number:ident $says:literal)*) => {
        /// The rule that made a tuple: `R1`, `T2`, or `F` for what the facts state outright.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RuleId {$(
            #[doc = $says]
            $number,
        )*}

        impl RuleId {
            pub const ALL: &[RuleId] = &[$(RuleId::$number),*];

            /// Its number as an answer shows it.
            pub fn number(self) -> &'static str {
                match self {$(RuleId::$number => stringify!($number),)*}
            }

            /// What the rule says, whatever it is applied to.
            pub fn says(self) -> &'static str {
                match self {$(RuleId::$number => $says,)*}
            }
        }
    };
}

rules! {
    F "The facts state it."
    T1 "A place lies within its parent."
    T2 "What lies within a place lies within that place's parent."
    R1 "A body that a responsibility note names has the role that the note gives it."
    R2 "A collective name stands for each body of its kind in the territory, and each of them implements the measure in its own area."
    R3 "A sentence that lays a duty on bodies for many measures gives them its role in each of those measures."
    R4 "A leading group, task force or department that the document charges with coordination coordinates every measure of it."
    R5 "Above a body stands the one that performs the same function one level up."
    R6 "Whoever interprets or supervises a document does so for every measure of it."
    R7 "When a part of a body is named for work on a measure, the whole answers for it in the same role."
    R8 "A working department belongs to the government of its jurisdiction, the committee of a zone to the government of the zone's parent."
    E0 "Who holds a title also holds those that it implies; what happened as one event also happened as those that it implies."
    E1 "A title counts if it is held on the day of the question, or of the event that is named, at the level asked for, and recognised or re-checked when the document asks for that."
    E2 "A number counts if the latest value keeps every bound, and, for the first time, if no earlier value did and its year touches the time of the document."
    E3 "An event counts if it happened in the time that the words name, or else of the document; a project, if it doesn't lie outside that."
    E4 "A document speaks to those who stand in its territory; a condition of place, to those who stand there."
    E5 "An industry, or a kind of beneficiary, counts if the enterprise is of it."
    E6 "An excluded grade, or being discredited, excludes."
    E7 "What is left to discretion neither holds nor fails: where all else holds, a person decides."
    E8 "Words that no term fits count if the enterprise confirms them, and fail if it denies them."
    E10 "A promise that words bind to days is good on those days; the day of the question must be one."
    E11 "Support received before counts, or excludes, if the enterprise's history has it on the days that are named."
    E9 "Whoever meets every need of one alternative of a tier is eligible for it; whoever fails a need of each is not."
    O1 "Two tiers that one recognition of a title fits pay for the same title."
    O2 "Two tiers that ask for the same kind of project, or pay a share of the same base, pay for the same project."
    O3 "Two tiers that one event fits pay for the same event."
    O4 "Two tiers of loan interest, or two of insurance for the same thing, pay for the same loan or premium."
    O5 "Tiers of one incentive that one thing fits are steps of one scale: one of them is paid."
    O6 "Where a clause forbids support twice for one thing, one of two tiers of the same form is paid."
    O7 "Where a document prevails over earlier ones of its place or of a place in it, the earlier tier gives way."
    O8 "Where a clause allows support to be combined, both tiers are paid."
    O9 "Where neither document forbids it, both tiers are paid."
    O10 "Where clauses contradict each other, do not say whether they cover the pair, or nobody knows which document is the earlier, it stays open."
    O11 "Where a clause pays the highest only, one of two tiers for titles of one ladder is paid; where it only forbids support twice, whether it means them stays open."
    H1 "A measure with several responsible units and no lead has nobody to turn to first."
    H2 "An incentive without a figure does not say what it gives."
    H3 "A target that no body answers for has no owner."
    H4 "A policy whose validity has ended pays nothing for what happens later."
    H5 "A draft of which no adopted version is known is not in force."
    H6 "Two clauses of one document that pay for the same thing, and no rule of the document between them, leave open whether both are paid."
    H7 "A name that stands for bodies nobody can list leaves open who acts."
    H8 "A measure that promises something and names no responsible unit leaves open where to apply."
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}
