export { default as MyPosts } from './MyPosts.vue';
export { type MyPosts as MyPostsHandle, useMyPosts } from './use-my-posts';
