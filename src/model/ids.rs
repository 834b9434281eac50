//! Interned ids: distinct `Copy` newtypes, so that a measure is never taken for a department. Each is an index into one list of the [`Model`](super::Model).

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            pub fn new(index: usize) -> Self {
                $name(index as u32)
            }

            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A place: nation, province, city, county or zone.
    JurisdictionId
    /// What an office does, whatever its city calls it.
    FunctionId
    /// A body that a policy can name.
    DepartmentId
    /// A title that an enterprise, product or place can hold.
    CertificationId
    /// A word of the closed vocabulary of conditions.
    TermId
    PolicyId
    /// A clause of a policy: a section or a measure.
    MeasureId
    IncentiveId
    TierId
    TargetId
    /// Words of a policy that a fact rests on.
    CitationId
    /// One unit of one responsibility note.
    AssignmentId
    /// A sentence that lays a duty on bodies for many measures.
    DutyId
}
