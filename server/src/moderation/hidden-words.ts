import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Me } from '../accounts/index.js';
import type { Database } from '../platform/db/database.js';
import type { SignedIn, Viewer } from '../platform/graphql/context.js';
import { HiddenWordsInput } from './hidden-words.types.js';

export class HiddenWordsService {
  constructor(private readonly db: Database) {}

  async of(userId: string): Promise<string[]> {
    const row = await this.db.one<{ words: string[] }>('SELECT words FROM hidden_words WHERE user_id = $1', [userId]);
    return row?.words ?? [];
  }

  async set(viewer: Viewer, words: string[]): Promise<string[]> {
    // Capitals make no other word; of two, the first stays.
    const each = new Map<string, string>();
    for (const word of words.map(tidy)) if (!each.has(word.toLowerCase())) each.set(word.toLowerCase(), word);
    const kept = [...each.values()];
    await this.db.query(
      'INSERT INTO hidden_words (user_id, words) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET words = excluded.words',
      [viewer.id, kept],
    );
    return kept;
  }
}

const tidy = (word: string): string => word.normalize('NFC').trim().replace(/\s+/g, ' ');

/** The list is kept here and used by her devices alone: no message is searched on the server. */
@Resolver(() => Me)
export class HiddenWordsResolver {
  constructor(private readonly words: HiddenWordsService) {}

  @FieldResolver(() => [String], {
    description: 'Words I do not want to read: my devices veil what contains one, capitals and accents aside. For men always empty.',
  })
  hiddenWords(@Root() me: Me): Promise<string[]> {
    return this.words.of(me.id);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 120, window: "1h", by: ACCOUNT)')
  @Mutation(() => [String], { description: 'Replaces my list of words I do not want to read, and answers with it as it is kept.' })
  setHiddenWords(@Ctx() { viewer }: SignedIn, @Arg('input') input: HiddenWordsInput): Promise<string[]> {
    return this.words.set(viewer, input.words);
  }
}
