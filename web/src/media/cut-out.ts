import type { Rect } from './framing';
import { LONGEST_SIDE } from './upload-rules';

const QUALITY = 0.92;

/** This part of a photo, upright as it was held, as a file of its own. */
export async function cutOut(file: File, { left, top, width, height }: Rect): Promise<File> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = canvas.getContext('2d');
  try {
    if (!paper) throw new Error('This browser cannot draw');
    // JPEG knows no transparency: what shows through a PNG is white, as the server has it.
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.imageSmoothingQuality = 'high';
    paper.drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height);
  } finally {
    picture.close();
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('This browser cannot write the picture');
  return new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: blob.type });
}
