//! Jurisdictions, what offices do, and the bodies that policies name.

use super::ids::{DepartmentId, FunctionId, JurisdictionId};
use jiff::civil::Date;
use serde::Deserialize;

/// The level of a place, or of a title that a place grants. From the highest to the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    National,
    Provincial,
    City,
    County,
    /// A development or functional zone: no code of its own in GB/T 2260.
    Zone,
}

impl Level {
    /// As documents write it in front of a title.
    pub fn chinese(self) -> &'static str {
        match self {
            Level::National => "国家级",
            Level::Provincial => "省级",
            Level::City => "市级",
            Level::County => "县级",
            Level::Zone => "区级",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Jurisdiction {
    /// The GB/T 2260 code, or the id of a zone.
    pub key: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub level: Level,
    /// None for the nation only.
    pub parent: Option<JurisdictionId>,
}

#[derive(Debug, Clone)]
pub struct Function {
    pub key: String,
    pub name: String,
    /// The endings by which offices of this function are known: 工信局, 经信局.
    pub performed_by: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DepartmentKind {
    /// A people's government, or the State Council.
    Government,
    /// A working department of a government.
    Department,
    /// A body of the Party.
    Party,
    /// Under the line above, not under the local government: tax, central bank.
    Vertical,
    /// Courts and procuratorates.
    Judicial,
    /// A public institution.
    Institution,
    School,
    Company,
    /// A leading group, its office, or a special task force.
    LeadingGroup,
    Association,
    /// The administrative committee of a zone.
    ZoneCommittee,
    /// A name for many bodies: 各县区人民政府.
    Collective,
}

/// What a collective name stands for, if the territory can expand it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandsFor {
    CountyGovernments,
    ZoneCommittees,
    CountyGovernmentsAndZoneCommittees,
}

/// A name that a body had before a reform.
#[derive(Debug, Clone)]
pub struct FormerName {
    pub name: String,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

#[derive(Debug, Clone)]
pub struct Department {
    /// `370700/市工信局`.
    pub key: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub formerly: Vec<FormerName>,
    pub kind: DepartmentKind,
    pub function: Option<FunctionId>,
    pub jurisdiction: JurisdictionId,
    pub part_of: Option<DepartmentId>,
    pub stands_for: Option<StandsFor>,
}

impl Department {
    /// A body of which only the name, the kind and the place are known. Its key is given when it joins a model.
    pub fn plain(name: String, aliases: Vec<String>, kind: DepartmentKind, jurisdiction: JurisdictionId) -> Department {
        let (key, formerly, function, part_of, stands_for) = (String::new(), Vec::new(), None, None, None);
        Department { key, name, aliases, formerly, kind, function, jurisdiction, part_of, stands_for }
    }
}
