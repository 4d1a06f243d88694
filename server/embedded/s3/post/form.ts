import { Refusal } from '../errors.js';
import { Delimited } from './delimited.js';

export interface UploadForm {
  /** By lower-case name. */
  fields: Map<string, string>;
  filename: string;
  /** The bytes of the field `file`, which comes last: what follows it is not read. */
  file: AsyncIterable<Buffer>;
}

/** All that may stand before the file. */
const MOST_BEFORE = 20 * 1_024;

/** Reads a form up to its file, and hands that on as it arrives. */
export async function readForm(source: AsyncIterator<Buffer>, contentType: string): Promise<UploadForm> {
  const boundary = /^multipart\/form-data *;.*\bboundary=(?:"([^"]{1,70})"|([^;\s"]{1,70}))/i.exec(contentType);
  if (!boundary) {
    throw new Refusal('PreconditionFailed', undefined, { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' });
  }
  const border = `\r\n--${boundary[1] ?? boundary[2] ?? ''}`;
  const body = new Delimited(source, MOST_BEFORE);
  const fields = new Map<string, string>();
  await body.until(border);
  for (;;) {
    const line = await body.until('\r\n');
    if (line.toString() === '--') throw new Refusal('InvalidArgument', 'POST requires exactly one file upload per request.');
    if (line.length > 0) throw new Refusal('MalformedPOSTRequest');
    const { name, filename } = disposition((await body.until('\r\n\r\n')).toString());
    if (name === 'file') return { fields, filename, file: body.stream(border) };
    if (fields.has(name)) throw new Refusal('InvalidArgument', `POST requires exactly one ${name}.`);
    fields.set(name, (await body.until(border)).toString());
  }
}

function disposition(headers: string): { name: string; filename: string } {
  const line = /^content-disposition: *form-data *;(.*)$/im.exec(headers)?.[1] ?? '';
  const name = /(?:^|;) *name="([^"]*)"/i.exec(line)?.[1];
  if (!name) throw new Refusal('MalformedPOSTRequest');
  return { name: name.toLowerCase(), filename: /(?:^|;) *filename="([^"]*)"/i.exec(line)?.[1] ?? '' };
}
