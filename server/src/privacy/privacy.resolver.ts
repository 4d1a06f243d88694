import { Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import type { ExportService } from './export.service.js';
import { DataExport } from './privacy.types.js';

@Resolver()
export class PrivacyResolver {
  constructor(private readonly exports: ExportService) {}

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Query(() => DataExport, { nullable: true, description: 'The copy of my data that I last asked for; null when none is there any more.' })
  dataExport(@Ctx() { viewer }: SignedIn): Promise<DataExport | null> {
    return this.exports.latest(viewer);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 5, window: "1d", by: ACCOUNT)')
  @Mutation(() => DataExport, { description: 'Asks for a copy of my data. While one is being prepared, that one is the answer.' })
  requestDataExport(@Ctx() { viewer }: SignedIn): Promise<DataExport> {
    return this.exports.ask(viewer);
  }
}
