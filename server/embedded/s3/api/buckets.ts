import { z } from 'zod';
import { parseXml } from '../body/parse-xml.js';
import { readBody, readXml } from '../body/read.js';
import { CORS_CONFIGURATION, rulesFrom, rulesToXml } from '../cors.js';
import { Refusal } from '../errors.js';
import { bucketOf, empty, xml, type Call, type Reply } from './call.js';

const DEFAULT_REGION = 'us-east-1';

const CONFIGURATION = z.object({ CreateBucketConfiguration: z.object({ LocationConstraint: z.string() }) });

export async function createBucket({ request, payload, buckets, keys }: Call): Promise<Reply> {
  const body = await readBody(request, payload);
  const region = body ? parseXml(body, CONFIGURATION).CreateBucketConfiguration.LocationConstraint : DEFAULT_REGION;
  // The default region is asked for by saying nothing, and any other one by its name.
  if (region !== keys.region) throw new Refusal('IllegalLocationConstraintException');
  await buckets.create(request.bucket);
  return empty(200, { location: `/${request.bucket}` });
}

export async function headBucket(call: Call): Promise<Reply> {
  bucketOf(call);
  return empty(200, { 'x-amz-bucket-region': call.keys.region });
}

export async function removeBucket({ request, buckets }: Call): Promise<Reply> {
  await buckets.remove(request.bucket);
  return empty(204);
}

export async function bucketLocation(call: Call): Promise<Reply> {
  bucketOf(call);
  return xml('LocationConstraint', call.keys.region === DEFAULT_REGION ? '' : call.keys.region);
}

export async function putCors(call: Call): Promise<Reply> {
  const bucket = bucketOf(call);
  const rules = rulesFrom(await readXml(call.request, call.payload, CORS_CONFIGURATION));
  await call.buckets.setCors(bucket.name, rules);
  return empty(200);
}

export async function getCors(call: Call): Promise<Reply> {
  const { cors, name } = bucketOf(call);
  if (cors.length === 0) throw new Refusal('NoSuchCORSConfiguration', undefined, { BucketName: name });
  return xml('CORSConfiguration', rulesToXml(cors));
}
