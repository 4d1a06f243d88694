import pg from 'pg';
import { report, scan } from '../../../server/test/log/scan';

const ERROR = 50;
const SHORTEST = 8;

/** What people typed into the pages, wherever it is kept. */
const WORDS = `
  SELECT 'message' AS key, text FROM messages UNION ALL SELECT 'ad', text FROM male_posts
  UNION ALL SELECT 'bio', bio FROM profiles_men UNION ALL SELECT 'bio', bio FROM profiles_women
  UNION ALL SELECT 'report', words FROM reports UNION ALL SELECT 'facts', facts FROM decisions UNION ALL SELECT 'appeal', words FROM appeals
  UNION ALL SELECT 'caption', caption FROM media UNION ALL SELECT 'alt', alt FROM media
  UNION ALL SELECT 'address', email FROM users UNION ALL SELECT 'password', password_hash FROM users
  UNION ALL SELECT 'refresh token', refresh_hash FROM sessions UNION ALL SELECT 'browser', address FROM push_devices`;

/** All that the server says during the stories: its faults are shown, and everything is searched in the end for what it must not say. */
export class ServerLog {
  private readonly lines: string[] = [];
  private rest = '';

  take(chunk: string): void {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines.filter(Boolean)) {
      this.lines.push(line);
      if (isFault(line)) process.stderr.write(`${line}\n`);
    }
  }

  /** Throws when it says something that somebody told it, or that its operator did. */
  async search(databaseUrl: string, more: [string, string][]): Promise<void> {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query<{ key: string; text: string | null }>(WORDS);
    await client.end();
    const told = [...rows.map(({ key, text }): [string, string] => [key, text ?? '']), ...more].filter(
      ([, text]) => text.length >= SHORTEST,
    );
    const findings = scan(this.lines, told);
    console.log(report(findings));
    if (findings.leaks.length > 0) throw new Error('The server said what it must not.');
  }
}

/** What is no line of the log is the server's last word. */
function isFault(line: string): boolean {
  try {
    return (JSON.parse(line) as { level: number }).level >= ERROR;
  } catch {
    return true;
  }
}
