"""Reads one table in every format that needs a library, and prints what it read as JSON: `python tables.py URL`, the URL of the table without its format."""

import io
import json
import sys
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import requests

path, _, query = sys.argv[1].partition("?")


def fetched(ending):
    answer = requests.get(f"{path}.{ending}?{query}")
    answer.raise_for_status()
    return io.BytesIO(answer.content)


def plain(value):
    """A value as JSON has it: an exact number as a number, a day as its text."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def listed(table):
    return [{name: plain(value) for name, value in row.items()} for row in table.to_pylist()]


arrow = pa.ipc.open_file(fetched("arrow")).read_all()
parquet = pq.read_table(fetched("parquet"))
header, *rows = openpyxl.load_workbook(fetched("xlsx")).active.iter_rows(values_only=True)
read = {
    "arrow": listed(arrow),
    "parquet": listed(parquet),
    "xlsx": [dict(zip(header, map(plain, row))) for row in rows],
    "types": {field.name: str(field.type) for field in parquet.schema},
    "same types": arrow.schema.types == parquet.schema.types,
}
print(json.dumps(read))
