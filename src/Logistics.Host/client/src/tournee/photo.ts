// A photo small enough for a valley: at most 1600 pixels, turned as it was taken, without what the camera adds (a canvas knows none of it).

const longest = 1600;

/** The server takes no more. */
const most = 2_000_000;

/** Null: this is no picture that the browser can read. */
export async function shrink(file: Blob): Promise<Blob | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (failure) {
    if (!(failure instanceof DOMException)) throw failure;
    return null;
  }
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.8, 0.6, 0.4]) {
    const photo = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (photo && photo.size <= most) return photo;
  }
  return null;
}
