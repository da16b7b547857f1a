//! Web archives (WARC 1.0 and 1.1, plain or gzipped record by record): each page inside is a document of its own.
//!
//! Records are read one after the other; nothing is allocated from a length that the archive claims, and where a record
//! is broken the reader goes on at the next line that begins one.

use super::headers::{Headers, LONGEST};
use super::mhtml::is_web;
use super::unpack::{self, Coding};
use super::{Limits, Notice, Source, SourceError};
use flate2::bufread::GzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Whether bytes begin a web archive.
pub(super) fn is_warc(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/1.")
}

/// Whether a file is named like a web archive, so that it is read page by page and never as a whole.
pub fn is_named_warc(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    name.ends_with(".warc") || name.ends_with(".warc.gz")
}

/// The pages of an archive, in order.
pub struct Warc<R> {
    path: Option<PathBuf>,
    stream: Members<R>,
    limits: Limits,
    pages: usize,
    broken: usize,
    ended: bool,
}

impl Warc<BufReader<File>> {
    /// Opens an archive file.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, SourceError> {
        Self::new(Some(path.to_owned()), BufReader::with_capacity(64 << 10, File::open(path)?), limits)
    }
}

impl<R: BufRead> Warc<R> {
    /// Reads an archive from a stream.
    ///
    /// # Errors
    /// If the stream cannot be read.
    pub fn new(path: Option<PathBuf>, stream: R, limits: Limits) -> Result<Self, SourceError> {
        Ok(Self { path, stream: Members::new(stream)?, limits, pages: 0, broken: 0, ended: false })
    }

    /// The next record that is a page; the end of the archive if there is none.
    fn page(&mut self) -> Result<Option<Result<Source, SourceError>>, SourceError> {
        loop {
            let line = self.stream.line()?;
            let Some(line) = line else { return Ok(None) };
            if !is_warc(&line) {
                continue;
            }
            let offset = self.stream.line_offset;
            let headers = self.stream.headers()?;
            let Some(length) = headers.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
                self.broken += 1;
                continue;
            };
            let wanted = matches!(headers.plain("warc-type").as_deref(), Some("response" | "resource"));
            let most = if wanted { self.limits.max_bytes as u64 + LONGEST as u64 } else { 0 };
            let mut content = Vec::new();
            self.stream.by_ref().take(length.min(most)).read_to_end(&mut content)?;
            let mut rest = length - content.len() as u64;
            if content.len() as u64 == length.min(most) {
                rest -= io::copy(&mut self.stream.by_ref().take(rest), &mut io::sink())?;
            }
            if !wanted {
                continue;
            }
            let mut notices = Vec::new();
            if rest > 0 {
                notices.push(Notice::new("truncated", format!("the archive ends {rest} bytes before the record does")));
            }
            if let Some(page) = page_of(&headers, content, &self.limits) {
                self.pages += 1;
                return Ok(Some(page.map(|page| Source {
                    path: self.path.clone(),
                    offset: Some(offset),
                    notices: [page.notices, notices].concat(),
                    ..page
                })));
            }
        }
    }
}

impl<R: BufRead> Iterator for Warc<R> {
    type Item = Result<Source, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.page() {
            Ok(Some(page)) => Some(page),
            Ok(None) => {
                self.ended = true;
                if self.broken > 0 {
                    return Some(Err(SourceError::Unpack(format!("{} records of the archive are broken", self.broken))));
                }
                (self.pages == 0).then_some(Err(SourceError::NoPage("none of its records is a successful answer with a page in it")))
            }
            Err(error) => {
                self.ended = true;
                Some(Err(SourceError::Unpack(format!("the archive ends badly: {error}"))))
            }
        }
    }
}

/// The page of a record, if it is one: a successful answer with a page or text in it.
fn page_of(record: &Headers, content: Vec<u8>, limits: &Limits) -> Option<Result<Source, SourceError>> {
    let url = record.get("warc-target-uri").map(|url| url.trim_matches(['<', '>'])).filter(|url| is_web(url)).map(str::to_owned);
    // The type should be said, but an answer shows what it is.
    let http = record.plain("content-type").map_or(content.starts_with(b"HTTP/"), |declared| declared == "application/http");
    let (headers, body) = if http {
        let (head, body) = super::headers::split(&content);
        let status = head.strip_prefix(b"HTTP/")?.split(|byte| *byte == b' ').nth(1)?;
        if !status.starts_with(b"2") {
            return None;
        }
        (Headers::parse(head), body)
    } else {
        (Headers::parse(format!("content-type: {}", record.get("content-type")?).as_bytes()), &content[..])
    };
    if !matches!(headers.plain("content-type").as_deref(), None | Some("text/html" | "application/xhtml+xml" | "text/plain")) {
        return None;
    }
    let charset = headers.parameter("content-type", "charset");
    let chunked = headers.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Some archives keep the header of a body that they have put together already.
    let body = if chunked { dechunked(body).unwrap_or_else(|| body.to_owned()) } else { body.to_owned() };
    // Some archives keep the header of a body that they have unpacked already.
    let coding = headers.plain("content-encoding").filter(|_| std::str::from_utf8(&body).is_err());
    let unpacked = match coding.as_deref().and_then(Coding::of) {
        Some(coding) => unpack::read_encoded(&body, coding, limits),
        None if body.len() > limits.max_bytes => Err(SourceError::TooLarge(limits.max_bytes)),
        None => Ok((body, Vec::new())),
    };
    Some(unpacked.map(|(bytes, notices)| Source { bytes, charset, url, notices, ..Source::default() }))
}

/// A body that was sent in chunks, put together; none if it is not in chunks after all.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(64).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?.trim().split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&body[..size.min(body.len())]);
        let Some(rest) = body.get(size..) else { return Some(whole) };
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

/// A stream that is plain, or gzipped in members one after the other, and knows where it is in the file.
struct Members<R> {
    inner: Inner<R>,
    buffer: Vec<u8>,
    /// How much of the buffer has been given out.
    used: usize,
    /// Where in the file the member begins, or the plain stream.
    member: u64,
    /// How much of the member has been given out.
    given: u64,
    /// Where the line that was read last begins.
    line_offset: u64,
}

enum Inner<R> {
    Plain(R),
    Packed(Box<GzDecoder<Counting<R>>>),
    Ended,
}

impl<R: BufRead> Members<R> {
    fn new(mut stream: R) -> io::Result<Self> {
        let inner = if stream.fill_buf()?.starts_with(b"\x1f\x8b") {
            Inner::Packed(Box::new(GzDecoder::new(Counting { stream, count: 0 })))
        } else {
            Inner::Plain(stream)
        };
        Ok(Self { inner, buffer: Vec::new(), used: 0, member: 0, given: 0, line_offset: 0 })
    }

    /// Reads a line without its end, of which no more than the limit of a header is kept; none at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let part = part[..part.len().min(LONGEST.saturating_sub(line.len()))].to_owned();
            let used = end.map_or(buffer.len(), |end| end + 1);
            if line.is_empty() {
                self.line_offset = self.member + self.given;
            }
            line.extend_from_slice(&part);
            self.consume(used);
            if end.is_some() {
                line.truncate(line.trim_ascii_end().len());
                return Ok(Some(line));
            }
        }
    }

    /// Reads header lines up to the empty one.
    fn headers(&mut self) -> io::Result<Headers> {
        let start = self.line_offset;
        let mut block = Vec::new();
        while let Some(line) = self.line()? {
            if line.is_empty() || block.len() > LONGEST {
                break;
            }
            block.extend_from_slice(&line);
            block.push(b'\n');
        }
        self.line_offset = start;
        Ok(Headers::parse(&block))
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let count = buffer.len().min(out.len());
        out[..count].copy_from_slice(&buffer[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Members<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.used == self.buffer.len() {
            self.used = 0;
            self.buffer.resize(64 << 10, 0);
            let read = match &mut self.inner {
                Inner::Plain(stream) => stream.read(&mut self.buffer),
                Inner::Packed(stream) => stream.read(&mut self.buffer),
                Inner::Ended => Ok(0),
            };
            self.buffer.truncate(*read.as_ref().unwrap_or(&0));
            if read? > 0 {
                break;
            }
            // The end of a member is the end of the stream only if nothing follows.
            match std::mem::replace(&mut self.inner, Inner::Ended) {
                Inner::Packed(member) => {
                    let mut stream = member.into_inner();
                    if stream.fill_buf()?.is_empty() {
                        break;
                    }
                    (self.member, self.given) = (stream.count, 0);
                    self.inner = Inner::Packed(Box::new(GzDecoder::new(stream)));
                }
                Inner::Plain(_) | Inner::Ended => break,
            }
        }
        Ok(&self.buffer[self.used..])
    }

    fn consume(&mut self, count: usize) {
        self.used += count;
        self.given += count as u64;
    }
}

/// A stream that counts what is taken from it.
struct Counting<R> {
    stream: R,
    count: u64,
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(out)?;
        self.count += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }
    fn consume(&mut self, count: usize) {
        self.count += count as u64;
        self.stream.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{
        Compression,
        write::{GzEncoder, ZlibEncoder},
    };
    use std::io::Write;

    fn record(url: &str, http: &str, length: Option<&str>) -> Vec<u8> {
        let length = length.map_or_else(|| http.len().to_string(), str::to_owned);
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {length}\r\n\r\n{http}\r\n\r\n"
        )
        .into_bytes()
    }

    fn answer(headers: &str, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{body}")
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn pages(archive: &[u8]) -> Vec<Result<Source, SourceError>> {
        Warc::new(None, archive, Limits::default()).unwrap().collect()
    }

    #[test]
    fn pages_come_with_their_addresses_and_places() {
        let html = "Content-Type: text/html; charset=iso-8859-1";
        let first = record("https://example.org/a", &answer(html, "<p>one</p>"), None);
        let image = record("https://example.org/b.png", &answer("Content-Type: image/png", "x"), None);
        let second = record(
            "<https://example.org/c>",
            &answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", "3\r\n<p>\r\n2\r\nxy\r\n0\r\n\r\n"),
            None,
        );
        let plain = [&first[..], &image, &second].concat();
        let packed = [gzip(&first), gzip(&image), gzip(&second)].concat();
        for (archive, offset) in [(plain, first.len() + image.len()), (packed, gzip(&first).len() + gzip(&image).len())] {
            let pages: Vec<Source> = pages(&archive).into_iter().map(Result::unwrap).collect();
            assert_eq!((pages[0].bytes.as_slice(), pages[1].bytes.as_slice(), pages.len()), (&b"<p>one</p>"[..], &b"<p>xy"[..], 2));
            assert_eq!((pages[0].offset, pages[1].offset), (Some(0), Some(offset as u64)));
            assert_eq!((pages[0].charset.as_deref(), pages[1].url.as_deref()), (Some("iso-8859-1"), Some("https://example.org/c")));
        }
    }

    #[test]
    fn an_answer_shows_what_it_is_where_the_record_does_not_say() {
        let record = record("https://example.org/a", &answer("Content-Type: text/html", "<p>one</p>"), None);
        let untyped = String::from_utf8(record).unwrap().replace("Content-Type: application/http; msgtype=response\r\n", "");
        let found = pages(untyped.as_bytes());
        assert_eq!(found[0].as_ref().unwrap().bytes, b"<p>one</p>");
        let bare = untyped.replace("HTTP/1.1 200 OK", "bare");
        assert!(matches!(&pages(bare.as_bytes())[..], [Err(SourceError::NoPage(_))]));
    }

    #[test]
    fn bodies_are_unpacked_by_what_their_header_says() {
        let html = "<p>Peña was jailed.</p>".as_bytes();
        let mut deflated = ZlibEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(html).unwrap();
        let deflated = deflated.finish().unwrap();
        // A block as it is, its length less one from the fifth bit on, then the empty last block; bytes above ASCII so that it is no UTF-8.
        let page = [html, b"\xff"].concat();
        let block = ((page.len() as u32 - 1) << 4 | 1 << 20).to_le_bytes();
        let brotli = [&block[..3], &page, &[0x03]].concat();
        let bare = deflated[2..].to_vec();
        for (coding, body) in [("gzip", gzip(html)), ("deflate", deflated), ("deflate", bare), ("br", html.to_vec())] {
            let found = pages(&encoded(coding, &body));
            assert_eq!(found[0].as_ref().map(|page| page.bytes.as_slice()).ok(), Some(html), "{coding}");
        }
        assert_eq!(pages(&encoded("br", &brotli))[0].as_ref().map(|page| page.bytes.clone()).ok(), Some(page));
        assert_eq!(pages(&encoded("br", b"\xffnonsense"))[0].as_ref().map_err(SourceError::code).err(), Some("corrupt"));
    }

    fn encoded(coding: &str, body: &[u8]) -> Vec<u8> {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n");
        let length = (http.len() + body.len()).to_string();
        let head = record("https://example.org/a", &http, Some(&length));
        let head = head.strip_suffix(b"\r\n\r\n").unwrap();
        [head, body, b"\r\n\r\n"].concat()
    }

    #[test]
    fn broken_records_are_counted_and_the_rest_is_read() {
        let html = answer("Content-Type: text/html", "<p>x</p>");
        let archive = [record("https://example.org/a", &html, Some("-1")), record("https://example.org/b", &html, None)].concat();
        let found = pages(&archive);
        assert_eq!((found.len(), found[0].is_ok(), found[1].as_ref().unwrap_err().code()), (2, true, "corrupt"));
    }

    #[test]
    fn lengths_that_lie_cost_nothing() {
        let html = answer("Content-Type: text/html", "<p>x</p>");
        let found = pages(&record("https://example.org/a", &html, Some("1000000000000000")));
        assert_eq!(found[0].as_ref().unwrap().notices[0].code, "truncated");
    }

    #[test]
    fn an_archive_without_pages_says_so() {
        assert_eq!(pages(&b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".repeat(20))[0].as_ref().unwrap_err().code(), "corrupt");
        assert_eq!(pages(b"nothing\n")[0].as_ref().unwrap_err().code(), "no_page");
    }
}
