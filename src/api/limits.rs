//! How much one query may ask for. Each limit stands here once: its default, what it guards, its flag and its environment variable.

use clap::builder::{BoolishValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command};
use std::ffi::OsStr;

/// Limits on one query. The defaults let GraphiQL, code generators and analysts' tools through
/// (introspection alone is 15 fields deep and has 230 of them) and stop what can only be meant to hurt.
#[derive(Args, Clone, Copy, Debug, PartialEq, Eq)]
#[command(next_help_heading = "Limits on a query")]
pub struct Limits {
    /// Bytes in the text of a query
    #[arg(long = "limit-query-bytes", env = "HUIQI_LIMIT_QUERY_BYTES", value_name = "N", default_value_t = Self::DEFAULT.query_bytes, value_parser = at_least_one)]
    pub query_bytes: usize,

    /// Tokens in a query, blanks and commas included
    #[arg(long = "limit-tokens", env = "HUIQI_LIMIT_TOKENS", value_name = "N", default_value_t = Self::DEFAULT.tokens, value_parser = at_least_one)]
    pub tokens: usize,

    /// Fields a query selects once its fragments are spread
    #[arg(long = "limit-fields", env = "HUIQI_LIMIT_FIELDS", value_name = "N", default_value_t = Self::DEFAULT.fields, value_parser = at_least_one)]
    pub fields: usize,

    /// Fields inside one another
    #[arg(long = "limit-depth", env = "HUIQI_LIMIT_DEPTH", value_name = "N", default_value_t = Self::DEFAULT.depth, value_parser = at_least_one)]
    pub depth: usize,

    /// Selections inside one another, fragments included
    #[arg(long = "limit-nesting", env = "HUIQI_LIMIT_NESTING", value_name = "N", default_value_t = Self::DEFAULT.nesting,
          value_parser = nesting)]
    pub nesting: usize,

    /// Fields at the root of an operation; a field that is repeated counts each time
    #[arg(long = "limit-root-fields", env = "HUIQI_LIMIT_ROOT_FIELDS", value_name = "N", default_value_t = Self::DEFAULT.root_fields, value_parser = at_least_one)]
    pub root_fields: usize,

    /// Aliases in a document, those of __typename included
    #[arg(long = "limit-aliases", env = "HUIQI_LIMIT_ALIASES", value_name = "N", default_value_t = Self::DEFAULT.aliases)]
    pub aliases: usize,

    /// Directives in a document
    #[arg(long = "limit-directives", env = "HUIQI_LIMIT_DIRECTIVES", value_name = "N", default_value_t = Self::DEFAULT.directives)]
    pub directives: usize,

    /// Operations in a document
    #[arg(long = "limit-operations", env = "HUIQI_LIMIT_OPERATIONS", value_name = "N", default_value_t = Self::DEFAULT.operations, value_parser = at_least_one)]
    pub operations: usize,

    /// Fragments in a document
    #[arg(long = "limit-fragments", env = "HUIQI_LIMIT_FRAGMENTS", value_name = "N", default_value_t = Self::DEFAULT.fragments)]
    pub fragments: usize,

    /// Values that an answer may have: rows, and the fields on each
    #[arg(long = "limit-cost", env = "HUIQI_LIMIT_COST", value_name = "N", default_value_t = Self::DEFAULT.cost, value_parser = at_least_one)]
    pub cost: usize,

    /// Rows on one page of a connection
    #[arg(long = "limit-page", env = "HUIQI_LIMIT_PAGE", value_name = "N", default_value_t = Self::DEFAULT.page,
          value_parser = at_least_one)]
    pub page: usize,

    /// Bytes in an answer
    #[arg(long = "limit-answer-bytes", env = "HUIQI_LIMIT_ANSWER_BYTES", value_name = "N", default_value_t = Self::DEFAULT.answer_bytes, value_parser = at_least_one)]
    pub answer_bytes: usize,

    /// Values that a table may have: rows, and the fields on each
    #[arg(long = "limit-table-values", env = "HUIQI_LIMIT_TABLE_VALUES", value_name = "N", default_value_t = Self::DEFAULT.table_values, value_parser = at_least_one)]
    pub table_values: usize,

    /// Bytes that the texts of a table may have
    #[arg(long = "limit-table-bytes", env = "HUIQI_LIMIT_TABLE_BYTES", value_name = "N", default_value_t = Self::DEFAULT.table_bytes, value_parser = at_least_one)]
    pub table_bytes: usize,

    /// Refuse introspection; the schema stays readable at /schema.graphql
    #[arg(long, env = "HUIQI_NO_INTROSPECTION", value_parser = Switch)]
    pub no_introspection: bool,
}

impl Limits {
    pub const DEFAULT: Self = Self {
        query_bytes: 64 * 1024,
        tokens: 10_000,
        fields: 2_000,
        depth: 20,
        nesting: 30,
        root_fields: 20,
        aliases: 100,
        directives: 50,
        operations: 10,
        fragments: 100,
        cost: 200_000,
        page: 1_000,
        answer_bytes: 10 * 1024 * 1024,
        table_values: 20_000_000,
        table_bytes: 256 * 1024 * 1024,
        no_introspection: false,
    };

    /// Nesting beyond which the executor, which recurses, would refuse a query in words of its own.
    pub const MOST_NESTING: usize = 32;

    /// Brackets inside one another beyond which a document is not read at all, because the readers recurse.
    /// Selections nest at most `MOST_NESTING`; the rest is room for the lists and objects of an argument.
    pub const BRACKETS: usize = 60;

    /// Errors told at once; the rest would only be bytes.
    pub const ERRORS: usize = 10;

    /// Lists of introspection inside one another, such as `fields { type { fields`; graphql-js draws the line at the same place.
    pub const INTROSPECTION_LISTS: usize = 2;
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

fn nesting(given: &str) -> Result<usize, String> {
    match at_least_one(given)? {
        n if n <= Limits::MOST_NESTING => Ok(n),
        _ => Err(format!("at most {}: the executor recurses no deeper", Limits::MOST_NESTING)),
    }
}

/// A limit that would refuse every query is a mistake.
pub fn at_least_one(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(0) => Err("1 or more; 0 would refuse everything".to_owned()),
        Ok(n) => Ok(n),
        Err(_) => Err("not a whole number".to_owned()),
    }
}

/// What the environment says of a flag without a value: `1`, `yes`, `true` or `on`, and their contraries.
#[derive(Clone, Copy)]
pub struct Switch;

impl TypedValueParser for Switch {
    type Value = bool;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<bool, clap::Error> {
        BoolishValueParser::new().parse_ref(command, arg, value).map_err(|_| {
            let variable = arg.and_then(|arg| arg.get_env()).unwrap_or_default().display().to_string();
            let message = format!("{variable} is `{}`; it is 1, yes, true or on, or 0, no, false or off\n", value.display());
            clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command)
        })
    }
}
