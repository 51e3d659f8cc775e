/** The file in a multipart/form-data body (RFC 7578), as several 1.6 products send their diagnostics. */

/** The boundary that a Content-Type header names; undefined where the body is not multipart. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i.exec(
    (contentType ?? '').slice(0, 1000),
  );
  return found?.[1] ?? found?.[2];
}

/** More parts than this are not looked at. */
const MAX_PARTS = 100;
const HEAD_END = Buffer.from('\r\n\r\n');

/** The content of the first part that has a file name, or of the first part; undefined where the body is broken. */
export function fileIn(body: Buffer, boundary: string): Uint8Array | undefined {
  const line = Buffer.from(`--${boundary}`);
  const between = Buffer.from(`\r\n--${boundary}`);
  let at = body.subarray(0, line.length).equals(line) ? 0 : body.indexOf(between);
  if (at < 0) return undefined;
  if (at > 0) at += 2;
  let first: Uint8Array | undefined;
  for (let part = 0; part < MAX_PARTS; part++) {
    const start = at + line.length;
    if (body.subarray(start, start + 2).toString('latin1') !== '\r\n') return first;
    const headEnd = body.indexOf(HEAD_END, start);
    const end = body.indexOf(between, start);
    if (headEnd < 0 || end < 0 || headEnd > end) return first;
    const content = body.subarray(Math.min(headEnd + HEAD_END.length, end), end);
    const head = body.subarray(start, Math.min(headEnd, start + 2000)).toString('latin1');
    if (/content-disposition:[^\r\n]*;\s*filename\*?=/i.test(head)) return content;
    first ??= content;
    at = end + 2;
  }
  return first;
}
