//! `huiqi draft`: a document that nobody has encoded becomes a fact file that a person only has to review.

use crate::facts::draft::{Drafted, Task, draft};
use crate::text::normalise::Remark;
use clap::Args;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// Draft the facts of a document: text, saved web page or .docx.
#[derive(Args)]
pub struct Draft {
    /// The document, in any encoding that Chinese pages use.
    document: PathBuf,
    /// Whose policy it is: a code of six digits, or the id of a zone.
    #[arg(long, value_name = "CODE")]
    jurisdiction: Option<String>,
    /// The id of the policy; the document's name without its ending if left out.
    #[arg(long)]
    id: Option<String>,
    /// Where to write <id>.txt and <id>.toml.
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// The facts folder, for the names of bodies, titles and terms.
    #[arg(long, env = "HUIQI_FACTS", value_name = "DIR", default_value = "facts")]
    facts: PathBuf,
    /// Replace files that are there.
    #[arg(long)]
    force: bool,
}

impl Draft {
    pub fn run(self) -> ExitCode {
        let task = Task {
            document: &self.document,
            facts: &self.facts,
            jurisdiction: self.jurisdiction.as_deref(),
            id: self.id.as_deref(),
            out: &self.out,
            replace: self.force,
        };
        let shows_progress = std::io::stderr().is_terminal();
        let result = draft(&task, |step| {
            if shows_progress {
                anstream::eprint!("\r\x1b[2K{step} …");
            }
        });
        if shows_progress {
            anstream::eprint!("\r\x1b[2K");
        }
        match result {
            Ok(drafted) => {
                print(&drafted);
                ExitCode::SUCCESS
            }
            Err(error) => {
                anstream::eprintln!("huiqi: {error}");
                ExitCode::from(2)
            }
        }
    }
}

/// What was found, what is open, and what to do next.
fn print(drafted: &Drafted) {
    let draft = &drafted.draft;
    let count = |of: &dyn Fn(&crate::text::draft::DraftClause) -> usize| draft.clauses.iter().map(of).sum::<usize>();
    anstream::println!("read as {:?}, {}", drafted.format, drafted.encoding);
    let rows = [
        ("clauses", draft.clauses.len()),
        ("responsibility notes", count(&|clause| usize::from(clause.note.is_some()))),
        ("units in them", count(&|clause| clause.note.as_ref().map_or(0, |note| note.units.len()))),
        ("incentives", count(&|clause| clause.incentives.len())),
        ("targets", count(&|clause| clause.targets.len())),
        ("rules about the document", draft.rules.len() + draft.duties.len()),
        ("sums, percentages and notes in no fact", draft.uncovered.len()),
        ("places to review", drafted.reviews),
    ];
    for (what, number) in rows {
        anstream::println!("{number:>6}  {what}");
    }
    for remark in &drafted.remarks {
        if let Some(line) = told(remark) {
            anstream::println!("        {line}");
        }
    }
    if !drafted.unresolved.is_empty() {
        anstream::println!("no body is known as: {}", drafted.unresolved.join(", "));
    }
    anstream::println!("wrote {} and {}", drafted.text.display(), drafted.facts.display());
    anstream::println!("next: compare both with the document, settle every `# review:`, then `huiqi check`");
}

/// What was done to the text, in a line; lines of the page that went are not told one by one.
fn told(remark: &Remark) -> Option<String> {
    Some(match remark {
        Remark::Pinyin { count } => format!("{count} characters had their pinyin in brackets"),
        Remark::Doubled { count } => format!("{count} doubled marks"),
        Remark::Traditional => "traditional characters, now simplified".to_owned(),
        Remark::Lost { around } => format!("a character is lost: {around}"),
        Remark::Restored { around } => format!("a lost character was restored, look at it: {around}"),
        Remark::Furniture { line } => format!("left out as furniture of the page: {line}"),
        Remark::Joined { line } => format!("a broken line was joined: {line}"),
    })
}
