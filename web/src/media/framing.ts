/** Of a portrait's frame: width by height. */
export const FRAME = 4 / 5;
/** A part that is cut out is at least so wide, in pixels of the photo: less looks poor on every screen. */
const LEAST_WIDTH = 480;
const MOST_ZOOM = 5;

export interface Size {
  width: number;
  height: number;
}

/** What is looked at of a photo: its middle, in pixels of the photo, and how closely. */
export interface Framing {
  x: number;
  y: number;
  zoom: number;
}

export interface Rect extends Size {
  left: number;
  top: number;
}

/** The largest part of this shape that a photo holds. */
function widest({ width, height }: Size): Size {
  return width / height > FRAME ? { width: height * FRAME, height } : { width, height: width / FRAME };
}

export const mostZoom = (photo: Size): number => Math.min(MOST_ZOOM, Math.max(1, widest(photo).width / LEAST_WIDTH));

const between = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);

/** The same, as far as the photo goes. */
export function within(photo: Size, { x, y, zoom: wanted }: Framing): Framing {
  const zoom = between(1, wanted, mostZoom(photo));
  const { width, height } = widest(photo);
  const [halfWidth, halfHeight] = [width / zoom / 2, height / zoom / 2];
  return {
    x: between(halfWidth, x, photo.width - halfWidth),
    y: between(halfHeight, y, photo.height - halfHeight),
    zoom,
  };
}

/** Where one begins: the middle, and of what stands upright the upper part, where faces are. */
export const beginning = (photo: Size): Framing => within(photo, { x: photo.width / 2, y: photo.height * 0.42, zoom: 1 });

export function partOf(photo: Size, framing: Framing): Rect {
  const { x, y, zoom } = within(photo, framing);
  const { width, height } = widest(photo);
  return { left: x - width / zoom / 2, top: y - height / zoom / 2, width: width / zoom, height: height / zoom };
}

/** Closer by this factor, around a point of the frame (0 to 1 each way) that stays where it is. */
export function closer(photo: Size, framing: Framing, factor: number, at = { x: 0.5, y: 0.5 }): Framing {
  const part = partOf(photo, framing);
  const point = { x: part.left + part.width * at.x, y: part.top + part.height * at.y };
  const zoom = between(1, framing.zoom * factor, mostZoom(photo));
  const ratio = framing.zoom / zoom;
  return within(photo, { x: point.x + (framing.x - point.x) * ratio, y: point.y + (framing.y - point.y) * ratio, zoom });
}
