const group = (name: string, ...parts: string[]) => ({ name, test: new RegExp(parts.join('|')) });
const from = (folder: string, ...files: string[]) => `web/src/${folder}/(${files.join('|')})\\.(ts|vue)`;
const icons = (...names: string[]) => `@lucide/vue/dist/esm/icons/(${names.join('|')})\\.mjs`;

/**
 * Files by what they are for: few and large ones compress better than many small ones. A group takes along whatever
 * its modules import that no earlier group has: what public pages share must come before what only members load.
 */
export const chunkGroups = [
  // Changes with a release of Vue only.
  group('vue', 'node_modules/(@vue/(runtime|reactivity|shared)|vue/|vue-router/)'),
  // What every page needs.
  group(
    'core',
    'web/src/(api|session)/',
    'web/src/platform/(?!use-shown|use-private-screen)',
    'web/src/graphql/generated/public/',
    'web/build/lucide-icon',
    'vite/preload-helper',
    from('i18n', '[^.]+'),
    from('router', 'home', 'history'),
    from('shell', 'AppWordmark', 'LanguageSwitch', 'theme'),
    from('profiles', 'illustration-url', 'use-portraits'),
    from('ui', 'UiButton', 'UiIconButton', 'UiSpinner', 'UiPortrait', 'UiAvatar', 'UiSkeleton', 'tint', 'toast'),
    icons('eye-off'),
  ),
  group(
    'form',
    from('accounts', 'AccountFrame', 'pending', 'use-enter'),
    from('ui', 'UiBanner', 'UiField', 'UiTextField', 'UiPasswordField', 'control'),
    icons('eye', 'circle-alert', 'check', 'chevron-down'),
  ),
  group('icons', icons('flag', 'lock-keyhole', 'shield-check')),
  group('state', from('ui', 'UiEmptyState', 'UiErrorState')),
  // The GraphQL client: changes with its releases only.
  group('client', 'web/build/print-trusted|node_modules/(@apollo|@wry|graphql|graphql-ws|optimism|rxjs|tslib)/'),
  // What nearly every page needs once somebody is signed in.
  group(
    'member',
    from('inbox', 'messenger'),
    from('graphql', '[^.]+'),
    from('shell', 'navigation', 'UnreadBadge', 'BottomTabs'),
    from('ui', 'UiPageShell', 'UiInfiniteList', 'UiChip', 'UiPicture', 'use-media-query'),
    from('billing', 'use-membership', 'MembershipNotice', 'use-payment'),
    from('men', 'activity', 'first-sentence', 'interest-label', 'use-men-count'),
    from('media', 'PersonPicture', 'use-renewal'),
    from('safety', 'fold', 'hidden-words', 'media-words', 'revealed'),
    icons('arrow-left', 'clock', 'copy', 'log-out', 'message-circle', 'search', 'trash', 'user-round', 'user-round-pen', 'x'),
    'fragment:(ManCard|Picture)$',
  ),
  // Comes after the page: what keeps it up to date, and sends.
  group('messenger', 'web/src/inbox/'),
  // From a file on this device to the store.
  group(
    'upload',
    from('media', 'transfer', 'uploader', 'shrink', 'upload-rules'),
    'operation:(Create|Resume|Complete)UploadDocument',
    'operation:DescribeMediaDocument',
  ),
  group(
    'own',
    from('space', 'SpaceFrame', 'SpaceLinks', 'HintsCard'),
    from('profiles', 'use-my-profile'),
    icons('log-out', 'user-round-pen'),
  ),
  // Each chunk more has its name in the first file of every page.
  group('mine', from('media', 'MyPicture', 'use-my-media'), 'operation:MyMediaDocument'),
  group(
    'gallery',
    from('media', 'MediaGallery', 'GallerySlide', 'GalleryThumb', 'MediaMosaic', 'MosaicPhoto'),
    'fragment:(GalleryItem|Ad)$',
  ),
  // Before what shows photos large, which few of the pages with a question need.
  group('dialog', from('ui', 'UiDialog')),
  group('lightbox', from('media', 'Lightbox', 'LightboxSlide', 'MyLightbox')),
];
