import { createService, listen } from '../kit/service.ts';
import { work } from '../kit/work.ts';

const vets = [
  { id: 1, name: 'Dr. Okafor', speciality: 'surgery' },
  { id: 2, name: 'Dr. Lindqvist', speciality: 'dentistry' },
  { id: 3, name: 'Dr. Tanaka', speciality: 'birds' },
];
const hours = ['09:00', '10:30', '13:00', '15:30'];

/** Knows who works here, and when they are free. */
const app = createService('vets');

app.get('/vets', async (_request, response) => {
  await work(5, 15);
  response.json(vets);
});

app.get('/vets/:id/slots', async (request, response) => {
  const vet = vets.find(({ id }) => id === Number(request.params.id));
  await work(10, 30);
  if (vet === undefined) response.status(404).json({ error: `there is no vet ${request.params.id}` });
  else response.json(hours.slice(vet.id - 1));
});

listen(app);
