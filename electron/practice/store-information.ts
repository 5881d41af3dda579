import type { FastifyInstance } from 'fastify';
import { seconds } from './practice.ts';
import type { Practice } from './practice.ts';

export const practiceStoreName = 'Practice store';

/** `/store` and `/time`, below the prefix of V2: apps get the store's name and check that it answers. */
export function addStoreInformationRoutes(server: FastifyInstance, practice: Practice): void {
  server.get('/store', (_request, reply) =>
    reply.send({
      id: practice.state.storeHash,
      domain: new URL(practice.origin()).host,
      secure_url: practice.origin(),
      control_panel_base_url: practice.origin(),
      status: 'live',
      name: practiceStoreName,
      first_name: 'Pat',
      last_name: 'Practice',
      address: '1 Practice QueueRunner',
      country: 'United Kingdom',
      country_code: 'GB',
      phone: '',
      admin_email: 'pat@example.com',
      order_email: 'orders@example.com',
      timezone: { name: 'Europe/London', raw_offset: 0, dst_offset: 3600, dst_correction: false },
      language: 'en',
      currency: 'GBP',
      currency_symbol: '£',
      weight_units: 'KGS',
      dimension_units: 'Centimeters',
      plan_name: 'Standard',
      plan_level: 'Standard',
      plan_is_trial: false,
      industry: 'Homeware',
      logo: [],
      is_price_entered_with_tax: true,
      default_channel_id: 1,
      default_site_id: 1000,
      features: { stencil_enabled: true, multi_storefront_enabled: false },
    }),
  );
  server.get('/time', (_request, reply) => reply.send({ time: seconds(practice) }));
}
