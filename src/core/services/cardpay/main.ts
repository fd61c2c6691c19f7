import { bodyOf, createService, listen } from '../kit/service.ts';
import { work } from '../kit/work.ts';

/** An external company that charges cards. Its program is not ours: it runs no SDK, and nobody sees inside. */
const app = createService('cardpay');
let payments = 0;

app.post('/payments', async (request, response) => {
  const { amount } = bodyOf<{ amount: number }>(request);
  await work(15, 60);
  if (amount === undefined || !(amount > 0)) {
    response.status(400).json({ error: 'a payment needs an amount above 0' });
    return;
  }
  payments += 1;
  response.status(201).json({ payment: payments });
});

listen(app);
