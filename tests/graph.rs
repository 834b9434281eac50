//! Chains, walks and drawings of a small 萍乡, compared with files; `UPDATE=1` rewrites them.

mod support {
    pub mod pingxiang;
    mod world;
    pub use world::World;
}

use huiqi::graph::{Chain, Graph, Reason};
use huiqi::model::Model;
use huiqi::rules::Derived;
use support::pingxiang::pingxiang;

#[test]
fn look() {
    let p = pingxiang();
    let m = &p.world.model;
    let d = Derived::of(m);
    let g = Graph::build(m, &d);
    for loc in [None, Some(p.xiangdong), Some(p.zone)] {
        let c = g.chain(m, &d, p.eight, loc).unwrap();
        std::fs::write(format!("/tmp/svg/{}.svg", loc.map_or("all", |p| &m[p].key)), c.svg(m)).unwrap();
        std::fs::write(format!("/tmp/svg/{}.dot", loc.map_or("all", |p| &m[p].key)), c.dot(m)).unwrap();
        for s in &c.steps {
            println!("{} {} -{}-> {} {:?}", s.depth, s.from.label(m), s.kind.label(), s.node.label(m), s.stands_for);
            show(m, &s.reason, 2);
        }
    }
    println!("{}", g.chain(m, &d, p.eight, Some(p.baotou)).unwrap_err());
}

fn show(m: &Model, r: &Reason, n: usize) {
    println!("{}{} {} {:?}", " ".repeat(n * 2), r.rule, r.says, r.facts.iter().map(|&f| m.words(f)).collect::<Vec<_>>());
    for b in &r.because {
        show(m, b, n + 1);
    }
}
