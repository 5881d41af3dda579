import sharp from 'sharp';

/** To be imported by a picture process before it opens anything: it changes sharp for the whole process. */

// One picture at a time in each process; the processes fill the cores.
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}`),
});
