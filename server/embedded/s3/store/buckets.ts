import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorsRule } from '../cors.js';
import { Refusal } from '../errors.js';
import { oneByOne, writeJson } from './files.js';
import { Objects } from './objects.js';
import { Uploads } from './uploads.js';

export interface Bucket {
  name: string;
  objects: Objects;
  uploads: Uploads;
  cors: CorsRule[];
}

/** Also what makes a bucket's name fit to be a folder's. */
const NAME = /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const CORS = 'cors.json';

/** A folder for each bucket, and `incoming/` for bodies that are still arriving. */
export class Buckets {
  private readonly known = new Map<string, Bucket>();
  private readonly inOrder = oneByOne();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Buckets> {
    const buckets = new Buckets(folder);
    await rm(buckets.incoming, { recursive: true, force: true });
    await mkdir(buckets.incoming, { recursive: true });
    await mkdir(join(folder, 'buckets'), { recursive: true });
    for (const name of await readdir(join(folder, 'buckets'))) buckets.known.set(name, await buckets.load(name));
    return buckets;
  }

  get incoming(): string {
    return join(this.folder, 'incoming');
  }

  get(name: string): Bucket | undefined {
    return this.known.get(name);
  }

  find(name: string): Bucket {
    const bucket = this.known.get(name);
    if (!bucket) throw new Refusal('NoSuchBucket', undefined, { BucketName: name });
    return bucket;
  }

  async create(name: string): Promise<void> {
    if (!NAME.test(name)) throw new Refusal('InvalidBucketName', undefined, { BucketName: name });
    await this.inOrder(async () => {
      if (this.known.has(name)) throw new Refusal('BucketAlreadyOwnedByYou', undefined, { BucketName: name });
      await mkdir(this.path(name), { recursive: true });
      this.known.set(name, await this.load(name));
    });
  }

  async remove(name: string): Promise<void> {
    const bucket = this.find(name);
    if (bucket.objects.keys('').length > 0 || bucket.uploads.list('').length > 0) throw new Refusal('BucketNotEmpty');
    this.known.delete(name);
    // Aside first: what a crash leaves of it is no bucket.
    const aside = join(this.incoming, `removed-${name}`);
    await rename(this.path(name), aside);
    await rm(aside, { recursive: true });
  }

  async setCors(name: string, rules: CorsRule[]): Promise<void> {
    const bucket = this.find(name);
    await writeJson(join(this.path(name), CORS), rules);
    bucket.cors = rules;
  }

  private async load(name: string): Promise<Bucket> {
    const folder = this.path(name);
    const cors = join(folder, CORS);
    return {
      name,
      objects: await Objects.open(folder),
      uploads: await Uploads.open(join(folder, 'uploads')),
      cors: existsSync(cors) ? (JSON.parse(await readFile(cors, 'utf8')) as CorsRule[]) : [],
    };
  }

  private path(name: string): string {
    return join(this.folder, 'buckets', name);
  }
}
