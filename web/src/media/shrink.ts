import { LONGEST_SIDE } from './upload-rules';

const QUALITY = 0.9;

/** Upright and no larger than is of use; what the browser cannot read goes as it is, and the server says what it is. */
export async function shrink(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const scale = LONGEST_SIDE / Math.max(picture.width, picture.height);
  try {
    return scale < 1 ? ((await draw(picture, scale)) ?? file) : file;
  } finally {
    picture.close();
  }
}

function draw(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
