/** A mark as the points' answer has it. */
export interface Mark { kind: string; group: string; code: string; name: string; letter: string; shape: string; colour: string; }

/** Told apart by most who do not see red or green; letters and shapes say the same. */
export const colours: Record<string, string> = {
  blue: '#1b4b8f', red: '#b3261e', yellow: '#c98a00', green: '#1f6b3a', black: '#1d2530', grey: '#626c7a', purple: '#6b3fa0', brown: '#6f4518',
};

export const family = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const size = 34;
const scale = 2;

/** Draws a mark: the stage's shape with its letter, the flag as a pennant above it with its own. */
export function draw(stage: Mark | undefined, flag: Mark | undefined): { width: number; height: number; data: Uint8ClampedArray } {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * scale;
  const pen = canvas.getContext('2d')!;
  pen.scale(scale, scale);
  const colour = colours[stage?.colour ?? 'blue'] ?? '#1b4b8f';
  pen.beginPath();
  outline(pen, stage?.shape ?? 'circle', 14, 21, 9.5);
  pen.fillStyle = '#fff';
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = colour;
  pen.stroke();
  if (stage?.letter) letter(pen, stage.letter, 14, stage.shape === 'triangle' ? 23 : 21.5, 10.5, colour);
  else dot(pen, 14, 21, colour);
  if (flag) {
    // A mast and a pennant with its letter; the red one is the best.
    pen.strokeStyle = '#1d2530';
    pen.lineWidth = 1.25;
    pen.beginPath();
    pen.moveTo(19, 19);
    pen.lineTo(19, 2);
    pen.stroke();
    pen.beginPath();
    pen.moveTo(19, 2);
    pen.lineTo(33, 2);
    pen.lineTo(30.5, 7.5);
    pen.lineTo(33, 13);
    pen.lineTo(19, 13);
    pen.closePath();
    pen.fillStyle = colours[flag.colour] ?? '#626c7a';
    pen.fill();
    pen.strokeStyle = '#fff';
    pen.lineWidth = .75;
    pen.stroke();
    letter(pen, flag.letter, 25, 8, 9, '#fff');
  }
  return { width: canvas.width, height: canvas.height, data: pen.getImageData(0, 0, canvas.width, canvas.height).data };
}

function letter(pen: CanvasRenderingContext2D, text: string, x: number, y: number, height: number, colour: string): void {
  pen.font = `600 ${height}px ${family}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  pen.beginPath();
  pen.arc(x, y, 3, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}

function outline(pen: CanvasRenderingContext2D, shape: string, x: number, y: number, r: number): void {
  const corners = (n: number, turn: number, by: number) => {
    for (let i = 0; i < n; i++) {
      const angle = turn + (i * 2 * Math.PI) / n;
      if (i === 0) pen.moveTo(x + by * Math.cos(angle), y + by * Math.sin(angle));
      else pen.lineTo(x + by * Math.cos(angle), y + by * Math.sin(angle));
    }
    pen.closePath();
  };
  if (shape === 'square') pen.rect(x - r * .88, y - r * .88, r * 1.76, r * 1.76);
  else if (shape === 'diamond') corners(4, 0, r * 1.2);
  else if (shape === 'triangle') corners(3, -Math.PI / 2, r * 1.25);
  else if (shape === 'hexagon') corners(6, 0, r * 1.08);
  else pen.arc(x, y, r, 0, 2 * Math.PI);
}
