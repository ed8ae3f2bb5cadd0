// Draws the diagram of the page where no picture of it was made.
document.addEventListener('DOMContentLoaded', async () => {
  'use strict';
  const note = document.getElementById('drawing');
  try {
    const viz = await Viz.instance();
    const svg = viz.renderString(document.getElementById('dot').textContent, { format: 'svg' });
    // As a picture it can run nothing, whatever stands in it.
    const image = document.createElement('img');
    image.alt = document.title;
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    note.replaceWith(image);
  } catch (error) {
    note.textContent = String(error);
  }
});
