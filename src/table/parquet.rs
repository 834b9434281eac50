//! Parquet, with the types of the Arrow columns, compressed with Snappy, which every reader knows.

use super::{Table, arrow};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

pub fn write(table: &Table) -> Result<Vec<u8>, String> {
    let batch = arrow::batch(table)?;
    let told = |error: parquet::errors::ParquetError| error.to_string();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("huiqi".to_owned()).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).map_err(told)?;
    writer.write(&batch).map_err(told)?;
    writer.into_inner().map_err(told)
}
