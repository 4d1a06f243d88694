import { IsIn, Max, Min } from 'class-validator';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Given, IsText } from '../platform/graphql/validation.js';
import { REFUSALS, type Refusal } from './refusal.js';

export const MediaKindEnum = { PHOTO: 'PHOTO', VIDEO: 'VIDEO' } as const;
export type MediaKind = keyof typeof MediaKindEnum;
registerEnumType(MediaKindEnum, {
  name: 'MediaKind',
  description: 'Photo or film.',
  valuesConfig: { PHOTO: { description: 'A still picture.' }, VIDEO: { description: 'A film of at most 60 seconds.' } },
});

export const MediaPurposeEnum = { PROFILE: 'PROFILE', POST: 'POST', MESSAGE: 'MESSAGE' } as const;
export type MediaPurpose = keyof typeof MediaPurposeEnum;
registerEnumType(MediaPurposeEnum, {
  name: 'MediaPurpose',
  description: 'Where it will be seen.',
  valuesConfig: {
    PROFILE: { description: 'On my profile: up to 9 photos and 3 films of a man, 6 photos of a woman.' },
    POST: { description: 'In an ad of mine, once it is named there; forgotten after 24 hours without one.' },
    MESSAGE: { description: 'In a message: 1 to 4 photos or one film. Forgotten when it was not sent within 24 hours.' },
  },
});

export const MediaStatusEnum = { UPLOADING: 'UPLOADING', PROCESSING: 'PROCESSING', READY: 'READY', REJECTED: 'REJECTED' } as const;
export type MediaStatus = keyof typeof MediaStatusEnum;
registerEnumType(MediaStatusEnum, {
  name: 'MediaStatus',
  description: 'How far a photo or film is. Others see it when it is READY, and only then.',
  valuesConfig: {
    UPLOADING: { description: 'On its way; forgotten after 24 hours.' },
    PROCESSING: { description: 'Here, and being looked at and written anew.' },
    READY: { description: 'Shown.' },
    REJECTED: { description: 'Refused; `refusal` says why.' },
  },
});

export const MediaSizeEnum = { SMALL: 'SMALL', MEDIUM: 'MEDIUM', LARGE: 'LARGE' } as const;
export type MediaSize = keyof typeof MediaSizeEnum;
registerEnumType(MediaSizeEnum, {
  name: 'MediaSize',
  description: 'How large a picture is, by its longest side.',
  valuesConfig: {
    SMALL: { description: 'At most 480 pixels.' },
    MEDIUM: { description: 'At most 1,080 pixels.' },
    LARGE: { description: 'At most 1,920 pixels.' },
  },
});

const RefusalEnum = Object.fromEntries(Object.keys(REFUSALS).map((reason) => [reason, reason]));
registerEnumType(RefusalEnum, {
  name: 'MediaRefusal',
  description: 'Why a file was refused.',
  valuesConfig: Object.fromEntries(Object.entries(REFUSALS).map(([reason, description]) => [reason, { description }])),
});

@ObjectType({
  description: 'A photo or film as others see it. Its addresses are for this viewer and session, and live a few minutes.',
  simpleResolvers: true,
})
export class Media {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => MediaKindEnum, { description: 'Photo or film.' })
  kind: MediaKind;

  @Field(() => Int, { description: 'In pixels, of its largest form.' })
  width: number;

  @Field(() => Int, { description: 'In pixels, of its largest form.' })
  height: number;

  @Field(() => Float, { nullable: true, description: 'In seconds; null for a photo.' })
  duration: number | null;

  @Field({ description: 'A blurred form of it to show while it loads (https://blurha.sh).' })
  blurhash: string;

  @Field({ description: 'Its dominant colour, `#rrggbb`.' })
  color: string;

  @Field({ description: 'What is to be seen, in the words of its owner, for whoever cannot see it. May be empty.' })
  alt: string;

  @Field({ description: 'What its owner says below it. May be empty.' })
  caption: string;
}

@ObjectType({ description: 'A photo or film of mine, at whatever stage.', simpleResolvers: true })
export class MyMedia {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => MediaKindEnum, { description: 'Photo or film.' })
  kind: MediaKind;

  @Field(() => MediaPurposeEnum, { description: 'Where it is seen.' })
  purpose: MediaPurpose;

  @Field(() => MediaStatusEnum, { description: 'How far it is.' })
  status: MediaStatus;

  @Field(() => RefusalEnum, { nullable: true, description: 'Why it was refused, when it is REJECTED.' })
  refusal: Refusal | null;

  @Field(() => Int, { description: 'While it is PROCESSING: 0 to 100.' })
  progress: number;

  @Field({ description: 'What is to be seen, for whoever cannot see it.' })
  alt: string;

  @Field({ description: 'What I say below it.' })
  caption: string;

  @Field(() => Media, { nullable: true, description: 'As others see it; null until it is READY.' })
  shown: Media | null;
}

@ObjectType({ description: 'One field of the form that a photo is posted with.', simpleResolvers: true })
export class FormField {
  @Field({ description: 'Its name.' })
  name: string;

  @Field({ description: 'Its value.' })
  value: string;
}

@ObjectType({ description: 'A photo: POST these fields, in this order, and then `file`, as multipart/form-data.', simpleResolvers: true })
export class PhotoForm {
  @Field({ description: 'Where to. It refuses another type and another size than declared.' })
  url: string;

  @Field(() => [FormField], { description: 'The fields that come before the file.' })
  fields: FormField[];
}

@ObjectType({
  description: 'A film: PUT the bytes of each part to its address, in any order, again after a failure.',
  simpleResolvers: true,
})
export class FilmPart {
  @Field(() => Int, { description: '1, 2, 3.' })
  number: number;

  @Field(() => Float, { description: 'Its first byte.' })
  start: number;

  @Field(() => Float, { description: 'The byte after its last.' })
  end: number;

  @Field({ description: 'Whether the store has it already.' })
  done: boolean;

  @Field({ description: 'Where to.' })
  url: string;
}

@ObjectType({
  description: 'How to bring a file to the store. The addresses live for an hour; ask `resumeUpload` for new ones.',
  simpleResolvers: true,
})
export class Upload {
  @Field(() => MyMedia, { description: 'What it will be.' })
  media: MyMedia;

  @Field(() => PhotoForm, { nullable: true, description: 'For a photo.' })
  form: PhotoForm | null;

  @Field(() => [FilmPart], { nullable: true, description: 'For a film.' })
  parts: FilmPart[] | null;
}

@ObjectType({ description: 'What is left after a photo or film was removed.', simpleResolvers: true })
export class RemoveMediaPayload {
  @Field(() => ID, { description: 'What was removed.' })
  removedId: string;
}

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];
export const FILM_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'];
export const MOST_BYTES = { PHOTO: 20 * 1_024 * 1_024, VIDEO: 200 * 1_024 * 1_024 } as const;

@InputType({ description: 'A file that I want to send.' })
export class CreateUploadInput {
  @Field(() => MediaKindEnum, { description: 'Photo or film.' })
  kind: MediaKind;

  @Field(() => MediaPurposeEnum, { description: 'Where it will be seen.' })
  purpose: MediaPurpose;

  @Field({ description: 'Of a photo image/jpeg, image/png, image/webp or image/avif; of a film video/mp4, video/quicktime or video/webm.' })
  @IsIn([...PHOTO_TYPES, ...FILM_TYPES], { message: 'Not a kind of file we take.' })
  contentType: string;

  @Field(() => Int, { description: 'In bytes: at most 20 MiB for a photo, 200 MiB for a film.' })
  @Min(1, { message: 'The file is empty.' })
  @Max(MOST_BYTES.VIDEO, { message: 'At most 200 MiB.' })
  size: number;
}

@InputType({ description: 'Words about a photo or film of mine. A field that is left out, or null, stays as it is.' })
export class DescribeMediaInput {
  @Field(() => String, { nullable: true, description: 'What is to be seen, at most 200 characters.' })
  @Given()
  @IsText({ max: 200 })
  alt?: string | null;

  @Field(() => String, { nullable: true, description: 'Below it, at most 140 characters.' })
  @Given()
  @IsText({ max: 140 })
  caption?: string | null;
}
