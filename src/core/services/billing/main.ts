import { call } from '../kit/peers.ts';
import { bodyOf, createService, listen } from '../kit/service.ts';
import { work } from '../kit/work.ts';

/** Takes the money. */
const app = createService('billing');
let charges = 0;

app.post('/charges', async (request, response) => {
  const { pet, amount } = bodyOf<{ pet: string; amount: number }>(request);
  if (pet === undefined || amount === undefined || !(amount > 0)) {
    response.status(400).json({ error: 'a charge needs a pet and an amount above 0' });
    return;
  }
  await work(10, 30);
  await call('cardpay', '/payments', { amount });
  charges += 1;
  response.status(201).json({ id: charges, pet, amount });
});

listen(app);
