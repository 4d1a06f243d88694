import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export const ExportStatusEnum = { PREPARING: 'PREPARING', READY: 'READY', FAILED: 'FAILED' } as const;
export type ExportStatus = keyof typeof ExportStatusEnum;
registerEnumType(ExportStatusEnum, {
  name: 'ExportStatus',
  description: 'How far a copy of my data is.',
  valuesConfig: {
    PREPARING: { description: 'It is being put together; a mail says when it is there.' },
    READY: { description: 'It may be fetched.' },
    FAILED: { description: 'It could not be made. Ask again.' },
  },
});

@ObjectType({
  description: 'A copy of everything we keep of me: a ZIP of JSON, my photos and films, and a page to read.',
  simpleResolvers: true,
})
export class DataExport {
  @Field(() => ExportStatusEnum, { description: 'How far it is.' })
  status: ExportStatus;

  @Field({ description: 'When I asked for it.' })
  askedAt: Date;

  @Field(() => Date, { nullable: true, description: 'Until when it may be fetched: 7 days. Null until it is READY.' })
  expiresAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'Its size in kilobytes; null until it is READY.' })
  kilobytes: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is, on our own site, for my sessions only: by cookie, or with `Authorization: Bearer`. Null until it is READY.',
  })
  url: string | null;
}
