use huiqi::answers::Snapshot;
use huiqi::answers::eligibility::*;
use huiqi::facts;
use huiqi::facts::profile;
use huiqi::model::policy::Standing;
#[test]
fn dump() {
    let loaded = facts::load(std::path::Path::new("facts"));
    for p in &loaded.problems { println!("PROBLEM {} {}", p.message, p.help.clone().unwrap_or_default()); }
    let s = Snapshot::build(loaded).unwrap();
    let all = [Standing::InForce, Standing::Draft, Standing::NotYet, Standing::Ended, Standing::Repealed];
    for e in &s.enterprises {
        let r = report(&s, e.clone(), "2025-06-01".parse().unwrap(), &all);
        let mut n = std::collections::BTreeMap::new();
        for (t, o) in r.outcomes() { *n.entry(format!("{o:?}")).or_insert(0) += 1; 
          if format!("{o:?}") != "Ineligible" { println!("   {o:?} {} {:?}", s.model[*t].key, r.estimate(&s, *t)); } }
        println!("{} {n:?}", e.id.clone().unwrap());
        for q in r.questions(&s).into_iter().take(5) { println!("   ? {} settles {} worth {}", q.missing, q.settles.len(), q.worth); }
    }
    let _ = profile::from_toml("");
    for t in s.model.tier_ids() {
        let c: Vec<String> = s.model[t].conditions.iter().map(|c| format!("{}:{}", c.kind(), c.says(&s.model))).collect();
        println!("TIER {} || {}", s.model[t].key, c.join(" && "));
    }
}
