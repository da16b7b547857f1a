//! Compressed input: gzip and Zstandard, told by their first bytes. The limit counts what comes out, not what goes in,
//! and what is compressed twice stays compressed once.

use super::{Limits, Notice, SourceError};
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;
use std::io::{BufRead, Read};

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTANDARD: &[u8] = b"\x28\xb5\x2f\xfd";

/// How much memory a Zstandard frame may ask for before its first byte is out.
const LARGEST_WINDOW: u64 = 16 << 20;

/// How much of a Brotli stream is taken at a time.
const BROTLI_BUFFER: usize = 16 << 10;

/// Reads all of a stream, unpacked, up to the limit. Of a broken stream what came out before the break is kept.
///
/// # Errors
/// Refuses streams larger than the limit and those of which nothing can be unpacked.
pub fn read_all(mut stream: impl BufRead, limits: &Limits) -> Result<(Vec<u8>, Vec<Notice>), SourceError> {
    // A pipe may hand out its first bytes one by one, so the head is collected before it is looked at.
    let mut head = Vec::new();
    stream.by_ref().take(4).read_to_end(&mut head)?;
    let stream = head.as_slice().chain(stream);
    if head.starts_with(GZIP) {
        return bounded(MultiGzDecoder::new(stream), limits, "gzip");
    }
    if head.starts_with(ZSTANDARD) {
        return zstandard(stream, limits);
    }
    let mut bytes = Vec::new();
    stream.take(limits.max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    check_size(&bytes, limits)?;
    Ok((bytes, Vec::new()))
}

/// How an HTTP body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Deflate,
    Zstandard,
    Brotli,
}

impl Coding {
    /// Reads the value of `Content-Encoding`.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            "zstd" => Some(Self::Zstandard),
            "br" => Some(Self::Brotli),
            _ => None,
        }
    }
}

/// The content of an HTTP body that is compressed as a whole.
pub(super) fn read_encoded(bytes: &[u8], coding: Coding, limits: &Limits) -> Result<(Vec<u8>, Vec<Notice>), SourceError> {
    match coding {
        Coding::Gzip => bounded(MultiGzDecoder::new(bytes), limits, "gzip"),
        // The standard says zlib; some servers send the bare stream. A zlib header is a multiple of 31.
        Coding::Deflate => match bytes {
            [first, second, ..] if first & 15 == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0 => {
                bounded(ZlibDecoder::new(bytes), limits, "deflate")
            }
            _ => bounded(DeflateDecoder::new(bytes), limits, "deflate"),
        },
        Coding::Zstandard => zstandard(bytes, limits),
        Coding::Brotli => bounded(brotli_decompressor::Decompressor::new(bytes, BROTLI_BUFFER), limits, "brotli"),
    }
}

fn zstandard(stream: impl Read, limits: &Limits) -> Result<(Vec<u8>, Vec<Notice>), SourceError> {
    let decoder = StreamingDecoder::new_with_max_window_size(stream, LARGEST_WINDOW);
    bounded(decoder.map_err(|error| SourceError::Unpack(error.to_string()))?, limits, "zstd")
}

fn bounded(packed: impl Read, limits: &Limits, format: &str) -> Result<(Vec<u8>, Vec<Notice>), SourceError> {
    let mut bytes = Vec::new();
    let end = packed.take(limits.max_bytes as u64 + 1).read_to_end(&mut bytes);
    check_size(&bytes, limits)?;
    match end {
        Ok(_) => Ok((bytes, Vec::new())),
        Err(error) if bytes.is_empty() => Err(SourceError::Unpack(format!("{format}: {error}"))),
        Err(error) => {
            let notice = Notice::new("truncated", format!("the {format} data end badly ({error}); {} bytes were kept", bytes.len()));
            Ok((bytes, vec![notice]))
        }
    }
}

fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), SourceError> {
    if bytes.len() > limits.max_bytes { Err(SourceError::TooLarge(limits.max_bytes)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn gzip_is_unpacked_and_what_is_not_packed_is_left() {
        let limits = Limits::default();
        assert_eq!(read_all(&gzip(b"a page")[..], &limits).unwrap().0, b"a page");
        assert_eq!(read_all(&[gzip(b"two "), gzip(b"members")].concat()[..], &limits).unwrap().0, b"two members");
        assert_eq!(read_all(&b"plain"[..], &limits).unwrap().0, b"plain");
        assert_eq!(read_all(&b"<"[..], &limits).unwrap().0, b"<");
    }

    #[test]
    fn zstandard_is_unpacked() {
        // One frame with one raw block that holds "hello".
        let frame = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 5, 0x29, 0, 0, b'h', b'e', b'l', b'l', b'o'];
        assert_eq!(read_all(&frame[..], &Limits::default()).unwrap().0, b"hello");
    }

    #[test]
    fn the_limit_is_on_what_comes_out() {
        let limits = Limits { max_bytes: 1000, ..Limits::default() };
        assert_eq!(read_all(&gzip(&[b' '; 1001])[..], &limits).unwrap_err().code(), "too_large");
        assert_eq!(read_all(&gzip(&[b' '; 1000])[..], &limits).unwrap().0.len(), 1000);
    }

    #[test]
    fn what_came_before_the_break_is_kept() {
        let text: Vec<u8> = (0..20_000u32).flat_map(u32::to_le_bytes).collect();
        let packed = gzip(&text);
        let (bytes, notices) = read_all(&packed[..packed.len() / 2], &Limits::default()).unwrap();
        assert!(text.starts_with(&bytes) && !bytes.is_empty());
        assert_eq!(notices[0].code, "truncated");
        assert_eq!(read_all(&b"\x1f\x8bnonsense"[..], &Limits::default()).unwrap_err().code(), "corrupt");
    }
}
