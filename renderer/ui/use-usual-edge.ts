import { tileSizes } from '../../shared/tile-size.ts';
import { useMedia } from './use-media.ts';

/**
 * What the usual tile size is in this window, in pixels: larger windows are viewed from farther away, and the smallest
 * has two tiles beside each other.
 */
export function useUsualEdge(): number {
  const roomy = useMedia('(width >= 2200px)');
  const small = useMedia('(width < 760px)');
  const vast = useMedia('(width >= 3200px)');
  if (vast) return 336;
  if (roomy) return 248;
  return small ? 152 : tileSizes.usual;
}
