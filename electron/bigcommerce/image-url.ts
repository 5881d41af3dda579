export { checkImageUrl } from '../../shared/image-url.ts';
