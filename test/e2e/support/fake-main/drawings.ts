/** Product pictures drawn in the page, as data URLs: a catalogue without files. */

type Draw = (pen: CanvasRenderingContext2D, colour: string) => void;

const drawings: readonly Draw[] = [
  (pen, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(95, 110, 170, 190, 22);
    pen.fill();
    pen.lineWidth = 22;
    pen.strokeStyle = colour;
    pen.beginPath();
    pen.arc(275, 195, 46, -1.3, 1.3);
    pen.stroke();
  },
  (pen, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(150, 130, 100, 200, 26);
    pen.roundRect(176, 60, 48, 90, 10);
    pen.fill();
    pen.fillStyle = '#ffffffb0';
    pen.fillRect(150, 200, 100, 64);
  },
  (pen, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(150, 80);
    pen.lineTo(250, 80);
    pen.lineTo(310, 220);
    pen.lineTo(90, 220);
    pen.fill();
    pen.fillRect(192, 220, 16, 90);
    pen.fillRect(140, 306, 120, 16);
  },
  (pen, colour) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(200, 240, 140, 70, 0, 0, Math.PI * 2);
    pen.fill();
    pen.fillStyle = '#00000030';
    pen.beginPath();
    pen.ellipse(200, 222, 118, 48, 0, 0, Math.PI * 2);
    pen.fill();
  },
];

const colours = ['#b5532e', '#3c5a78', '#6b7f4f', '#c49a3f', '#7c4a63', '#37474f', '#8d6e63', '#2f6d68'];
const grounds = ['#f4efe8', '#ffffff', '#e8edf1', '#efe9ef', '#fafafa'];
const drawn = new Map<number, string>();

export function drawing(seed: number): string {
  const kind = seed % 40;
  const known = drawn.get(kind);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = 400;
  canvas.height = kind % 3 === 0 ? 480 : 400;
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  const light = pen.createLinearGradient(0, 0, 0, canvas.height);
  light.addColorStop(0, grounds[kind % grounds.length] ?? '#fff');
  light.addColorStop(1, '#d9d6d2');
  pen.fillStyle = light;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#00000018';
  pen.beginPath();
  pen.ellipse(200, 318, 130, 16, 0, 0, Math.PI * 2);
  pen.fill();
  drawings[kind % drawings.length]?.(pen, colours[(kind * 3) % colours.length] ?? '#555');
  const url = canvas.toDataURL('image/jpeg', 0.8);
  drawn.set(kind, url);
  return url;
}
