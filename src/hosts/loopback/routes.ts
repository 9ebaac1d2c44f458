import { answer, callbackResponse, editMessage, findMessage, followUp, type AnswerTools, type Content } from './answers.ts';
import { listed, type CommandRegistry } from './command-registry.ts';
import type { Desk } from './desk.ts';
import { methodNotAllowed, missingAccess, notFound, unauthorized, unknownApplication } from './discord-error.ts';
import { Form } from './form.ts';
import { isObject } from './json.ts';
import { anything, list } from './rules.ts';
import { applicationJson, botJson } from './discord-objects.ts';
import type { Upload } from './uploads.ts';

export interface RestRequest {
  readonly method: string;
  /** The path's parts after /api/v10. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly uploads: readonly Upload[];
  /** The Authorization header holds the bot's token. */
  readonly isBot: boolean;
}

/** `body` undefined: 204 without content. */
export interface RestAnswer {
  readonly body?: unknown;
}

export interface RouteTools extends AnswerTools {
  readonly desk: Desk;
  readonly registry: CommandRegistry;
  readonly integrationTypes: readonly number[];
  readonly gatewayUrl: () => string;
}

/** Answers one REST request; throws a DiscordError for everything that Discord would refuse. */
export function route(request: RestRequest, tools: RouteTools): RestAnswer {
  switch (request.parts[0]) {
    case 'interactions':
      return interactionRoute(request, tools);
    case 'webhooks':
      return webhookRoute(request, tools);
    case 'gateway':
      return gatewayRoute(request, tools);
    default:
      return botRoute(request, tools);
  }
}

function gatewayRoute(request: RestRequest, tools: RouteTools): RestAnswer {
  only(request, 'GET');
  const url = tools.gatewayUrl();
  if (request.parts.length === 1) return { body: { url } };
  if (request.parts[1] !== 'bot' || request.parts.length > 2) throw notFound();
  if (!request.isBot) throw unauthorized();
  return {
    body: { url, shards: 1, session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 } },
  };
}

function botRoute(request: RestRequest, tools: RouteTools): RestAnswer {
  if (!request.isBot) throw unauthorized();
  const { applicationId } = tools;
  const path = request.parts.join('/');
  if (path === 'users/@me') {
    only(request, 'GET');
    return { body: botJson(applicationId) };
  }
  if (path === 'applications/@me' || path === 'oauth2/applications/@me') {
    only(request, 'GET');
    return { body: applicationJson(applicationId, tools.integrationTypes) };
  }
  const [head, application, ...rest] = request.parts;
  if (head !== 'applications') throw notFound();
  if (application !== applicationId) throw unknownApplication();
  if (rest.length === 1 && rest[0] === 'commands') return commandsRoute(request, null, tools);
  const [guilds, guildId, commands] = rest;
  if (rest.length === 3 && guilds === 'guilds' && guildId !== undefined && commands === 'commands') {
    return commandsRoute(request, guildId, tools);
  }
  throw notFound();
}

const anyList = list(anything);

function commandsRoute(request: RestRequest, scope: string | null, tools: RouteTools): RestAnswer {
  const { registry } = tools;
  if (scope !== null && !registry.knows(scope)) throw missingAccess();
  if (request.method === 'GET') {
    return { body: listed(registry.list(scope), request.query.get('with_localizations') === 'true') };
  }
  only(request, 'PUT');
  const form = new Form();
  anyList(request.body, form);
  tools.conclude(form);
  return { body: registry.put(scope, request.body as unknown[], tools.conclude) };
}

function interactionRoute(request: RestRequest, tools: RouteTools): RestAnswer {
  const [, id, token, callback, ...rest] = request.parts;
  if (id === undefined || token === undefined || callback !== 'callback' || rest.length > 0) throw notFound();
  only(request, 'POST');
  const interaction = tools.desk.waiting(id, token);
  answer(interaction, contentOf(request), tools);
  return request.query.get('with_response') === 'true' ? { body: callbackResponse(interaction) } : {};
}

function webhookRoute(request: RestRequest, tools: RouteTools): RestAnswer {
  const [, applicationId, token, messages, messageId, ...rest] = request.parts;
  if (applicationId === undefined || token === undefined || rest.length > 0) throw notFound();
  const interaction = tools.desk.acknowledged(applicationId, token);
  if (messages === undefined) {
    only(request, 'POST');
    return { body: followUp(interaction, contentOf(request), tools).toJSON() };
  }
  if (messages !== 'messages' || messageId === undefined) throw notFound();
  const message = findMessage(interaction, messageId);
  switch (request.method) {
    case 'GET':
      return { body: message.toJSON() };
    case 'PATCH':
      return { body: editMessage(message, contentOf(request), tools).toJSON() };
    case 'DELETE':
      tools.shelf.drop(message.attachments);
      message.delete();
      return {};
    default:
      throw methodNotAllowed();
  }
}

function contentOf(request: RestRequest): Content {
  return { body: isObject(request.body) ? request.body : {}, uploads: request.uploads };
}

function only(request: RestRequest, method: string): void {
  if (request.method !== method) throw methodNotAllowed();
}
