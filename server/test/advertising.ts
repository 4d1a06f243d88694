import { ask } from './client.js';
import { theHouse } from './harness.js';
import { aPicture } from './media-files.js';
import type { Person } from './people.js';
import { send, sent, type Mine } from './uploading.js';

/** Ads with what they show, as he writes them and as women read them. */
const MY_POST = `id text pinned archived expiresOn likesAllowed likes views media { id kind status }`;
export const PUBLISH = `mutation ($input: PostInput!) { createPost(input: $input) { post { ${MY_POST} } } }`;
export const EDIT = `mutation ($id: ID!, $input: PostInput!) { updatePost(id: $id, input: $input) { post { ${MY_POST} } } }`;
export const ARCHIVE = `mutation ($id: ID!) { archivePost(id: $id) { post { ${MY_POST} } } }`;
export const RESTORE = `mutation ($id: ID!) { restorePost(id: $id) { post { ${MY_POST} } } }`;
export const PIN = `mutation ($id: ID!, $pinned: Boolean) { pinPost(id: $id, pinned: $pinned) { post { ${MY_POST} } } }`;
export const DELETE = 'mutation ($id: ID!) { deletePost(id: $id) { deletedId } }';
export const LIKE = 'mutation ($id: ID!) { likePost(id: $id) { post { id likedByMe likesAllowed } } }';
export const UNLIKE = 'mutation ($id: ID!) { unlikePost(id: $id) { post { id likedByMe likesAllowed } } }';

export interface MyAd {
  id: string;
  text: string;
  pinned: boolean;
  archived: boolean;
  expiresOn: string | null;
  likesAllowed: boolean;
  likes: number;
  views: number;
  media: { id: string; kind: string; status: string }[];
}

export interface ReadAd {
  id: string;
  text: string;
  edited: boolean;
  pinned: boolean;
  likesAllowed: boolean;
  likedByMe: boolean;
  media: { id: string; url: string; film: string | null }[];
}

export async function anAd(man: Person, input: object = {}): Promise<MyAd> {
  return (await ask<{ createPost: { post: MyAd } }>(PUBLISH, { input: { text: 'Un café ?', ...input } }, man)).createPost.post;
}

export async function myAds(man: Person, archived = false): Promise<MyAd[]> {
  const MINE = `query ($archived: Boolean) { myPosts(archived: $archived, first: 50) { edges { node { ${MY_POST} } } } }`;
  const { myPosts } = await ask<{ myPosts: { edges: { node: MyAd }[] } }>(MINE, { archived }, man);
  return myPosts.edges.map(({ node }) => node);
}

export async function adsReadBy(woman: Person, man: Person, first = 10): Promise<ReadAd[]> {
  const READ = `query ($id: ID!, $first: Int) { man(id: $id) { posts(first: $first) { edges { node {
    id text edited pinned likesAllowed likedByMe media { id url(size: SMALL) film } } } } } }`;
  const { man: read } = await ask<{ man: { posts: { edges: { node: ReadAd }[] } } }>(READ, { id: man.id, first }, woman);
  return read.posts.edges.map(({ node }) => node);
}

/** A photo for an ad, looked at. */
export const aPhotoForAnAd = async (man: Person): Promise<Mine> => sent(man, await aPicture(), { purpose: 'POST' });
/** A photo for an ad that has only just arrived. */
export const anArrival = async (man: Person): Promise<Mine> => send(man, await aPicture(), { purpose: 'POST' });
/** A film that is none; it is a film until somebody looks. */
export const aFilmInName = (man: Person): Promise<Mine> =>
  send(man, Buffer.from('un film'), { purpose: 'POST', kind: 'VIDEO', contentType: 'video/mp4' });

/** Fetches a picture as the app does, with its token. */
export const fetchAs = async (person: Person | null, path: string): Promise<number> =>
  (await fetch(`${theHouse().url}${path}`, { headers: person ? { authorization: `Bearer ${person.accessToken}` } : {} })).status;
