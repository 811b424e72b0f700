//! The parts of a multipart body.

use bytes::Bytes;

/// One part: a field, or a file if it has a file name.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) bytes: Bytes,
}

/// Takes a multipart body apart.
pub(crate) async fn parts(content_type: &str, body: &[u8]) -> multer::Result<Vec<Part>> {
    let boundary = multer::parse_boundary(content_type)?;
    let mut reader = multer::Multipart::with_reader(body, boundary);
    let mut parts = Vec::new();
    while let Some(field) = reader.next_field().await? {
        let (name, file_name) = (field.name().unwrap_or_default().to_owned(), field.file_name().map(str::to_owned));
        parts.push(Part { name, file_name, bytes: field.bytes().await? });
    }
    Ok(parts)
}
