export { illustrationRoutes } from './illustrations.routes.js';
