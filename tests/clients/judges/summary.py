"""Computes summaries from the exported CSV tables with pandas, holds them against the server's own, and prints what differs as JSON: `python summary.py BASE`."""

import itertools
import json
import sys

import pandas as pd
import requests

base = sys.argv[1]
AS_OF = "2025-06-01"
DIMENSIONS = "jurisdiction policy standing function department role kind certification level benefit_kind".split()
THINGS = {
    "POLICIES": ["policy"],
    "MEASURES": ["measure"],
    "RESPONSIBILITIES": ["measure", "department", "role"],
    "INCENTIVES": ["incentive"],
    "TIERS": ["tier"],
}


def table(name, **variables):
    return pd.read_csv(f"{base}/q/{name}.csv?{'&'.join(f'{key}={value}' for key, value in variables.items())}", dtype=str)


def joined():
    """Measures with their responsibilities, their tiers and the titles of those, joined on the left; a row each."""
    measures = table("measures")[["policy", "measure"]]
    responsibilities = table("responsibilities")[["measure", "department", "function", "role"]]
    tiers = table("incentives")[["policy", "measure", "incentive", "tier", "kind", "certifications", "level", "benefit_kind", "amount"]]
    tiers["certification"] = tiers.certifications.str.split(";").apply(lambda titles: sorted(set(titles)) if isinstance(titles, list) else titles)
    tiers = tiers.explode("certification")
    clauses = pd.concat([measures, tiers[["policy", "measure"]]]).drop_duplicates()
    rows = clauses.merge(responsibilities, how="left", on="measure").merge(tiers.drop(columns="policy"), how="left", on="measure")
    return rows.merge(table("policies", asOf=AS_OF)[["policy", "jurisdiction", "standing"]], how="left", on="policy"), set(measures.measure)


ROWS, MEASURES = joined()


def reference(of, by, role=None):
    rows = ROWS if role is None else ROWS[ROWS.role == role]
    rows = rows.dropna(subset=THINGS[of])
    if of == "MEASURES":
        rows = rows[rows.measure.isin(MEASURES)]
    groups = {}
    for key, group in rows.groupby(by, dropna=False) if by else [((), rows)]:
        amounts = group.dropna(subset=["tier", "amount"]).drop_duplicates("tier").amount.astype(float)
        figures = [float(figure) for figure in (amounts.sum(), amounts.min(), amounts.max(), amounts.median())] if len(amounts) else [None] * 4
        key = tuple(None if pd.isna(part) else part for part in key)
        groups[key] = [len(group[THINGS[of]].drop_duplicates()), group.department.nunique(), len(amounts), *figures]
    return groups


def answered(of, by, role=None):
    variables = {"of": of, "by": [name.upper() for name in by], "asOf": AS_OF, "role": role or ""}
    rows = requests.get(f"{base}/q/summary.json", params=variables).json()
    figures = ["count", "departments", "stated", "sum", "min", "max", "median"]
    return {tuple(row[name] for name in by): [row[name] if row[name] is None or name in figures[:3] else float(row[name]) for name in figures] for row in rows}


def compared(of, by, role=None):
    wanted, got = reference(of, by, role), answered(of, by, role)
    wrong = [f"{key}: {got.get(key)}, not {wanted.get(key)}" for key in wanted.keys() | got.keys() if wanted.get(key) != got.get(key)]
    name = f"{of.lower()} by {', '.join(by) or 'nothing'}{f' as {role}' if role else ''}"
    return {"name": name, "wrong": wrong[:10], "groups": len(wanted)}


pairs = list(itertools.combinations(DIMENSIONS, 2))
asked = [(of, list(by)) for of in THINGS for by in [(), *((name,) for name in DIMENSIONS)]]
asked += [(of, list(by)) for of, by in zip(itertools.cycle(THINGS), pairs)]
results = [compared(of, by) for of, by in asked] + [compared(of, ["policy"], "LEAD") for of in THINGS]
print(json.dumps(results, ensure_ascii=False))
