//! The files of an archive, for those who read each as a document.

use super::ReadError;
use super::package::Package;

/// Calls `visit` with the name of every file of an archive and its bytes, or why they cannot be had.
pub(crate) fn each(
    archive: &[u8],
    mut wanted: impl FnMut(&str) -> bool,
    mut visit: impl FnMut(String, Result<Vec<u8>, ReadError>),
) -> Result<(), ReadError> {
    let mut package = Package::open(archive, "ZIP")?;
    for index in 0..package.len() {
        if let Some(name) = package.name(index)?.filter(|name| wanted(name)) {
            let bytes = package.unpack(index);
            visit(name, bytes);
        }
    }
    Ok(())
}
