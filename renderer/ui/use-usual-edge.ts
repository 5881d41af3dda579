import { tileSizes } from '../../shared/tile-size.ts';
import { useMedia } from './use-media.ts';

/** What the usual tile size is in this window, in pixels: larger windows are viewed from farther away. */
export function useUsualEdge(): number {
  const roomy = useMedia('(width >= 2200px)');
  const vast = useMedia('(width >= 3200px)');
  if (vast) return 336;
  return roomy ? 248 : tileSizes.usual;
}
