// The page's own words, in two languages. What the bot says arrives in its messages.
const words = {
  es: {
    skip: 'Ir al contenido', brand: 'Pabellón, sala de pruebas', place: 'Sala de pruebas', title: 'Pabellón · Sala de pruebas',
    meta: 'Avance hacia el pabellón de México', 'meta.text': '{n} de {target} empresas aprobadas', of: 'de {target} aprobadas',
    since: '{n} en {month} y {here} aquí', 'since.here': '{here} aquí', wait: '{n} en revisión', more: 'Reloj, idioma y reinicio',
    day: '+1 día', 'day.aria': 'Adelantar el reloj un día', lang: 'Idioma', reset: 'Reiniciar', views: 'Vistas',
    'phone.title': 'El teléfono de la dueña', 'tab.tel': 'Teléfono', 'tab.mesa': 'Mesa', 'tab.mesa.ext': ' del equipo', 'tab.saber': 'Conocimiento', 'tab.detras': 'Detrás',
    todo: '{n} por atender', human: 'Hablar con una persona', 'human.back': 'Volver con el asistente', talk: 'Conversación', quick: 'Respuestas rápidas',
    file: 'Adjuntar un archivo', voice: 'Mandar una nota de voz', say: 'Escribe un mensaje', 'say.to': 'Escríbele a {name}', send: 'Enviar',
    'speaks.bot': 'Asistente automático, a toda hora', 'speaks.person': 'Te atiende una persona del equipo', 'speaks.wait': 'Una persona viene en camino; el asistente calla', team: 'El equipo',
    'step.none': 'Pregunta lo que quieras; aplicas cuando gustes', 'step.draft': 'Tu solicitud', 'step.review': 'Tu solicitud, por revisar', 'step.submitted': 'Solicitud enviada',
    'step.taken': 'Tu solicitud está en revisión', 'step.asked': 'El equipo te pidió algo más', 'step.approved': 'Solicitud aprobada', 'step.declined': 'Solicitud no aprobada', 'step.withdrawn': 'Solicitud retirada',
    count: '{done} de {total}', 'count.text': '{done} de {total} datos',
    'hello.title': '¿Vale la pena vender en Alibaba.com?', 'hello.text': 'Te digo lo que sé, con su fuente y su fecha. Y si no lo sé, también te lo digo.',
    'hello.try': 'Prueba con una de estas', 'hello.1': '¿Cuánto cuesta la membresía?', 'hello.2': '¿Qué papeles necesito?', 'hello.3': 'Quiero aplicar',
    'q.why': '¿Para qué lo quieren?', 'q.skip': 'No lo tengo ahorita', 'q.human': 'Hablar con una persona', 'q.status': 'Estado', 'q.fix': 'Corregir un dato', 'q.apply': 'Quiero aplicar',
    'q.cost': '¿Cuánto cuesta?', 'q.worth': '¿Me conviene?', 'q.who': '¿Quién ve mis datos?', 'q.back': 'Volver con el asistente', 'q.change': 'Cambiar {field}',
    you: 'Tú: ', bot: 'Pabellón: ', said: '{name}: ', typing: 'Pabellón está escribiendo', edited: 'corregido', 'rev.': 'rev. {date}', more2: 'Ver más', less: 'Ver menos',
    up: 'Me sirvió', down: 'No me sirvió', 'voice.sent': 'Nota de voz', 'contact.sent': 'Mi contacto', 'other.sent': 'Mensaje sin texto',
    failed: 'No se envió.', retry: 'Reintentar', queued: 'Se enviará al volver la conexión', sending: 'Enviando', 'msg.failed': 'No le llegó',
    offline: 'Sin conexión. Guardamos lo que escribas y lo enviamos al volver.', reconnecting: 'Reconectando… tu conversación está a salvo.',
    today: 'Hoy', yesterday: 'Ayer', 'new.one': '1 nuevo', 'new.many': '{n} nuevos', edit: 'Corregir este mensaje', editing: 'Corriges tu mensaje. Esc para dejarlo como estaba.',
    'review.title': 'Revisa tus datos. Toca uno para cambiarlo.', change: 'Cambiar {field}: {value}', 'ticket.small': '{business} · tu folio', 'ticket.bare': 'Tu folio',
    'from.text': 'tu mensaje, {time}', 'from.button': 'botón, {time}', 'from.contact': 'el contacto que compartiste, {time}', 'from.voice': 'tu nota de voz de {len}, {time}', 'from.file': 'tu archivo, {time}', 'from.other': 'tu mensaje, {time}', 'from.action': 'el equipo, {time}', 'from.due': '{time}',
    'file.going': 'Subiendo {name}…',
    'voice.title': 'Nota de voz de muestra', 'voice.text': 'La sala de pruebas no graba. Manda una nota de voz de muestra y verás qué contesta el asistente cuando alguien le habla.', 'voice.len': 'Segundos', 'voice.go': 'Mandar la nota',
    'contact.title': 'Compartir mi teléfono', 'contact.text': 'En Telegram, este botón comparte el número de la cuenta. Aquí lo escribes; el de ejemplo es inventado.', 'contact.len': 'Teléfono', 'contact.go': 'Compartir',
    cancel: 'Cancelar', close: 'Cerrar', 'reset.title': '¿Empezar de nuevo?', 'reset.text': 'Se borra esta conversación y lo que la mesa del equipo ve de ella. El reloj se queda como está.', 'reset.go': 'Sí, empezar de nuevo',
    channel: 'candidatas', 'channel.sub': 'Canal del equipo', feed: 'Mensajes del canal', thread: 'Hilo interno', back: 'Volver al canal', as: 'Actúas como', story: 'Historia de la candidata',
    'who.reads': '¿Quién lo va a leer?', note: 'Nota interna', tocandidate: 'Enviar al candidato',
    'desk.empty.title': 'Todo al día', 'desk.empty': 'Aquí llegan las candidatas, los relevos y las preguntas que el asistente no supo contestar.',
    'thread.empty': 'Elige una candidata para ver su historia.', 'thread.start': 'Todavía no hay notas ni mensajes.', lock: 'Nada de aquí le llega a la candidata, salvo lo que envíes a propósito.',
    'st.submitted': 'Nueva', 'st.taken': 'La lleva {who}', 'st.taken.none': 'En revisión', 'st.asked': 'Espera al candidato', 'st.approved': 'Aprobada', 'st.declined': 'Rechazada', 'st.withdrawn': 'Retirada', 'st.draft': 'En curso',
    take: 'Tomar', approve: 'Aprobar', ask: 'Pedir información', decline: 'Rechazar', all: 'Ver todo', 'take.chat': 'Tomar la conversación', 'see.chat': 'Ver el chat', resume: 'Devolver al asistente', answer: 'Responder', under: 'Ver el hilo interno',
    ready: '¿Está lista para decidir?', by: 'Pabellón', handoff: 'Relevo', gap: 'Sin respuesta', overdue: 'Recordatorio', digest: 'Resumen', update: 'Novedad', waits: 'espera {time}', attends: 'La atiende {who}', 'updated.at': 'actualizada {time}',
    candidate: 'Candidata {name}', grouped: 'Las demás solicitudes', 'grouped.by': 'agrupadas', 'see.rest': 'Ver {n} más', open: '{n} abiertas', late: '{n} vencidas', 'late.one': '1 vencida', pending: 'Pendiente', wants: 'Vende {what}', 'gap.one': '1 persona',
    'note.ph': 'Escribe para el equipo…', 'out.ph': 'Escríbele a {name}…', 'out.ph.none': 'Escríbele a la candidata…', 'note.hint': 'Solo la ve el equipo.', 'out.hint': 'Le llega a su chat.', 'note.go': 'Guardar nota', 'out.go': 'Ver antes de enviar', 'out.aria': 'Mensaje para la candidata',
    'preview.title': 'Así le llega', 'preview.text': 'Le llega a {name}, en su chat. No se puede retirar.', 'preview.back': 'Seguir editando', 'preview.go': 'Enviar a {name}', her: 'la candidata',
    'ask.title': 'Pedir información', 'ask.text': 'Le llega a {name} en su chat. Su respuesta vuelve a este hilo.', 'ask.label': '¿Qué le falta?', 'ask.go': 'Ver antes de enviar', templates: 'Plantillas',
    'decline.title': 'Rechazar la solicitud', 'decline.text': 'Se lo decimos a {name} con tus palabras y queda el motivo.', 'decline.label': 'El motivo, para la candidata', 'decline.go': 'Rechazar y avisar',
    'approve.title': '¿Aprobar a {business}?', 'approve.text': 'Se le avisa en su chat y cuenta para el pabellón.', 'approve.label': 'Unas palabras para {name} (si quieres)', 'approve.go': 'Aprobar y avisar',
    'answer.title': 'Responder', 'answer.text': 'Le llega a quien preguntó, en su chat.', 'answer.label': 'Tu respuesta', 'answer.go': 'Ver antes de enviar',
    'tpl.ask': ['¿Nos mandas tu constancia de situación fiscal?', '¿Nos confirmas tu RFC, tal como viene en tu constancia?', '¿Cuánto puedes producir al mes?', '¿Ya exportaste alguna vez? ¿A dónde?'],
    'tpl.decline': ['Por ahora no podemos aprobarla porque faltan papeles. Cuando los tengas, escríbenos y la retomamos.', 'Por ahora no podemos aprobarla porque el RFC no coincide con el negocio.', 'Tu producto todavía no entra en el programa.'],
    'all.title': 'Todos los datos', 'all.talk': 'La conversación', 'chat.title': 'El chat',
    'ev.submitted': '**Solicitud recibida.** {who} ya tiene su folio.', 'ev.changed': '**{who} cambió {field}** después de enviar: ~{old}~ → **{value}**.', 'ev.withdrawn': '**{who} retiró su solicitud.**', 'ev.cancelled': '**{who} borró su borrador.**',
    'ev.taken': '**{who} tomó el caso.**', 'ev.approved': '**{who} aprobó la solicitud.**', 'ev.declined': '**{who} rechazó la solicitud.**', 'ev.handed_off': '**{who} pidió hablar con una persona.** El asistente calla.', 'ev.returned': '**La conversación volvió al asistente.**', 'ev.forwarded': '**{who} preguntó al equipo:** «{text}»', 'ev.reminded': '**El asistente le recordó su solicitud.**', 'ev.document_kept': '**{who} mandó un archivo.** Nadie lo ha revisado.', 'ev.documents_dropped': '**{who} borró sus documentos.**',
    'who.owner': 'La dueña', 'tag.note': 'Nota', 'tag.to': 'A {name}', 'tag.candidate': 'candidata', delivered: 'Entregado {time}', 'not.delivered': 'No le llegó: {why}',
    articles: 'Artículos', 'articles.sub': 'en el orden en que toca revisarlos', find: 'Buscar', 'find.aria': 'Buscar artículos', 'a.title': 'Artículo', 'a.langs': 'Idiomas', 'a.sources': 'Fuentes', 'a.reviewed': 'Revisado', 'a.valid': 'Vigencia',
    'v.past': 'vencido hace {days}', 'v.soon': 'vence en {days}', 'v.today': 'vence hoy', 'v.until': 'hasta {date}', 'v.none': 'sin fecha de revisión', 'v.stop': 'detenido: no se cita', 'v.miss.en': 'falta en inglés', 'v.miss.es': 'falta en español', 'days.one': '1 día', 'days.many': '{n} días',
    'a.none': 'Nada con esas palabras.', 'a.empty.title': 'Todavía no hay artículos', 'a.empty': 'Aquí verás lo que el asistente sabe, con sus fuentes y la fecha en que toca revisarlo.',
    behind: 'Qué entendió el asistente', 'b.empty.title': 'Todavía no hay turnos', 'b.empty': 'Escribe algo en el teléfono y aquí verás qué entendió y por qué contestó eso.',
    turn: 'turno {n}', older: 'Turno anterior', newer: 'Turno siguiente', nomodel: 'sin modelo', 'b.in': 'Lo que llegó, {time}', 'b.by.staff': 'Lo que hizo {who}, {time}', 'b.by.clock': 'Lo que tocaba, {time}', 'b.commands': 'Órdenes', 'b.passages': 'Pasajes', 'b.threshold': 'Pasajes, umbral para contestar {n}', 'b.cited': 'citado',
    'b.lock': 'Candado de evidencia', 'b.found': 'en el pasaje citado', 'b.notfound': 'no está en el pasaje citado', 'b.nofigures': 'La respuesta no da ninguna cifra.', 'b.events': 'Hechos guardados', 'b.noevents': 'Ninguno.', 'b.said': 'Lo que salió', 'b.nothing': 'Nada: el turno no pedía respuesta.', 'b.waiting': 'Todavía se está atendiendo.', 'b.nocommands': 'Ninguna.', 'b.knowledge': 'conocimiento {v}', 'b.to.person': 'a la dueña', 'b.to.staff': 'al equipo',
    'b.sure.answer': 'contesta', 'b.sure.near': 'solo se parece', 'b.sure.unknown': 'no lo sabe', took: '{ms} ms',
    'err.kept': 'No se guardó; inténtalo otra vez.', 'err.load': 'No pude leer eso ahora. Lo intento de nuevo.', 'err.refused': 'No se aceptó: {why}', reset1: 'Listo, empezamos de nuevo.', advanced: 'El reloj avanzó un día.',
  },
  en: {
    skip: 'Skip to content', brand: 'Pabellón, playground', place: 'Playground', title: 'Pabellón · Playground',
    meta: 'Progress towards the Mexican pavilion', 'meta.text': '{n} of {target} businesses approved', of: 'of {target} approved',
    since: '{n} in {month} and {here} here', 'since.here': '{here} here', wait: '{n} in review', more: 'Clock, language and reset',
    day: '+1 day', 'day.aria': 'Move the clock on by one day', lang: 'Language', reset: 'Start over', views: 'Views',
    'phone.title': 'The owner’s phone', 'tab.tel': 'Phone', 'tab.mesa': 'Desk', 'tab.mesa.ext': ' of the team', 'tab.saber': 'Knowledge', 'tab.detras': 'Behind',
    todo: '{n} to attend to', human: 'Talk to a person', 'human.back': 'Back to the assistant', talk: 'Conversation', quick: 'Quick replies',
    file: 'Attach a file', voice: 'Send a voice note', say: 'Write a message', 'say.to': 'Write to {name}', send: 'Send',
    'speaks.bot': 'Automatic assistant, at any hour', 'speaks.person': 'A person of the team is with you', 'speaks.wait': 'A person is on the way; the assistant is silent', team: 'The team',
    'step.none': 'Ask anything; apply whenever you like', 'step.draft': 'Your application', 'step.review': 'Your application, to check', 'step.submitted': 'Application sent',
    'step.taken': 'Your application is in review', 'step.asked': 'The team asked for something more', 'step.approved': 'Application approved', 'step.declined': 'Application not approved', 'step.withdrawn': 'Application withdrawn',
    count: '{done} of {total}', 'count.text': '{done} of {total} answers',
    'hello.title': 'Is selling on Alibaba.com worth it?', 'hello.text': 'I tell you what I know, with its source and its date. And when I don’t know, I say so.',
    'hello.try': 'Try one of these', 'hello.1': 'How much is the membership?', 'hello.2': 'Which papers do I need?', 'hello.3': 'I want to apply',
    'q.why': 'Why do you need it?', 'q.skip': 'I don’t have it right now', 'q.human': 'Talk to a person', 'q.status': 'Status', 'q.fix': 'Correct an answer', 'q.apply': 'I want to apply',
    'q.cost': 'How much is it?', 'q.worth': 'Is it worth it?', 'q.who': 'Who sees my data?', 'q.back': 'Back to the assistant', 'q.change': 'Change {field}',
    you: 'You: ', bot: 'Pabellón: ', said: '{name}: ', typing: 'Pabellón is writing', edited: 'corrected', 'rev.': 'rev. {date}', more2: 'See more', less: 'See less',
    up: 'This helped', down: 'This did not help', 'voice.sent': 'Voice note', 'contact.sent': 'My contact', 'other.sent': 'Message without text',
    failed: 'Not sent.', retry: 'Try again', queued: 'Will be sent when the connection is back', sending: 'Sending', 'msg.failed': 'Did not arrive',
    offline: 'No connection. We keep what you write and send it when it is back.', reconnecting: 'Reconnecting… your conversation is safe.',
    today: 'Today', yesterday: 'Yesterday', 'new.one': '1 new', 'new.many': '{n} new', edit: 'Correct this message', editing: 'You are correcting your message. Esc leaves it as it was.',
    'review.title': 'Check your answers. Tap one to change it.', change: 'Change {field}: {value}', 'ticket.small': '{business} · your folio', 'ticket.bare': 'Your folio',
    'from.text': 'your message, {time}', 'from.button': 'button, {time}', 'from.contact': 'the contact you shared, {time}', 'from.voice': 'your voice note of {len}, {time}', 'from.file': 'your file, {time}', 'from.other': 'your message, {time}', 'from.action': 'the team, {time}', 'from.due': '{time}',
    'file.going': 'Uploading {name}…',
    'voice.title': 'Sample voice note', 'voice.text': 'The playground does not record. Send a sample voice note and see what the assistant answers when somebody speaks to it.', 'voice.len': 'Seconds', 'voice.go': 'Send the note',
    'contact.title': 'Share my phone number', 'contact.text': 'In Telegram this button shares the account’s own number. Here you type it; the sample is invented.', 'contact.len': 'Phone', 'contact.go': 'Share',
    cancel: 'Cancel', close: 'Close', 'reset.title': 'Start over?', 'reset.text': 'This conversation is erased, and what the team’s desk shows of it. The clock stays as it is.', 'reset.go': 'Yes, start over',
    channel: 'candidates', 'channel.sub': 'The team’s channel', feed: 'Messages of the channel', thread: 'Internal thread', back: 'Back to the channel', as: 'You act as', story: 'The candidate’s story',
    'who.reads': 'Who will read it?', note: 'Internal note', tocandidate: 'Send to candidate',
    'desk.empty.title': 'All done', 'desk.empty': 'Candidates, hand-offs and questions that the assistant could not answer arrive here.',
    'thread.empty': 'Choose a candidate to see their story.', 'thread.start': 'No notes and no messages yet.', lock: 'Nothing here reaches the candidate, except what you send on purpose.',
    'st.submitted': 'New', 'st.taken': '{who} has it', 'st.taken.none': 'In review', 'st.asked': 'Awaiting answer', 'st.approved': 'Approved', 'st.declined': 'Declined', 'st.withdrawn': 'Withdrawn', 'st.draft': 'In progress',
    take: 'Take', approve: 'Approve', ask: 'Ask for information', decline: 'Decline', all: 'See all', 'take.chat': 'Take the conversation', 'see.chat': 'See the chat', resume: 'Give back to the assistant', answer: 'Answer', under: 'See the internal thread',
    ready: 'Ready to decide?', by: 'Pabellón', handoff: 'Hand-off', gap: 'Unanswered', overdue: 'Reminder', digest: 'Digest', update: 'News', waits: 'waits {time}', attends: '{who} is on it', 'updated.at': 'updated {time}',
    candidate: 'Candidate {name}', grouped: 'The other applications', 'grouped.by': 'grouped', 'see.rest': 'See {n} more', open: '{n} open', late: '{n} overdue', 'late.one': '1 overdue', pending: 'Pending', wants: 'Sells {what}', 'gap.one': '1 person',
    'note.ph': 'Write for the team…', 'out.ph': 'Write to {name}…', 'out.ph.none': 'Write to the candidate…', 'note.hint': 'Only the team sees it.', 'out.hint': 'It goes to their chat.', 'note.go': 'Save note', 'out.go': 'Preview before sending', 'out.aria': 'Message for the candidate',
    'preview.title': 'This is how it arrives', 'preview.text': 'It goes to {name}, in their chat. It cannot be taken back.', 'preview.back': 'Keep editing', 'preview.go': 'Send to {name}', her: 'the candidate',
    'ask.title': 'Ask for information', 'ask.text': 'It goes to {name} in their chat. The answer comes back to this thread.', 'ask.label': 'What is missing?', 'ask.go': 'Preview before sending', templates: 'Templates',
    'decline.title': 'Decline the application', 'decline.text': 'We tell {name} in your words, and the reason is kept.', 'decline.label': 'The reason, for the candidate', 'decline.go': 'Decline and tell them',
    'approve.title': 'Approve {business}?', 'approve.text': 'They are told in their chat, and it counts for the pavilion.', 'approve.label': 'A few words for {name} (if you like)', 'approve.go': 'Approve and tell them',
    'answer.title': 'Answer', 'answer.text': 'It goes to whoever asked, in their chat.', 'answer.label': 'Your answer', 'answer.go': 'Preview before sending',
    'tpl.ask': ['Could you send us your tax status certificate (constancia)?', 'Could you confirm your RFC as it stands on your constancia?', 'How much can you produce a month?', 'Have you exported before? Where to?'],
    'tpl.decline': ['We cannot approve it for now because papers are missing. When you have them, write to us and we take it up again.', 'We cannot approve it for now because the RFC does not match the business.', 'Your product is not part of the programme yet.'],
    'all.title': 'All answers', 'all.talk': 'The conversation', 'chat.title': 'The chat',
    'ev.submitted': '**Application received.** {who} has the folio.', 'ev.changed': '**{who} changed {field}** after sending: ~{old}~ → **{value}**.', 'ev.withdrawn': '**{who} withdrew the application.**', 'ev.cancelled': '**{who} dropped the draft.**',
    'ev.taken': '**{who} took the case.**', 'ev.approved': '**{who} approved the application.**', 'ev.declined': '**{who} declined the application.**', 'ev.handed_off': '**{who} asked for a person.** The assistant is silent.', 'ev.returned': '**The conversation went back to the assistant.**', 'ev.forwarded': '**{who} asked the team:** “{text}”', 'ev.reminded': '**The assistant reminded them of the application.**', 'ev.document_kept': '**{who} sent a file.** Nobody has checked it.', 'ev.documents_dropped': '**{who} erased their documents.**',
    'who.owner': 'The owner', 'tag.note': 'Note', 'tag.to': 'To {name}', 'tag.candidate': 'candidate', delivered: 'Delivered {time}', 'not.delivered': 'Did not arrive: {why}',
    articles: 'Articles', 'articles.sub': 'those due for review first', find: 'Search', 'find.aria': 'Search articles', 'a.title': 'Article', 'a.langs': 'Languages', 'a.sources': 'Sources', 'a.reviewed': 'Reviewed', 'a.valid': 'Validity',
    'v.past': 'expired {days} ago', 'v.soon': 'expires in {days}', 'v.today': 'expires today', 'v.until': 'until {date}', 'v.none': 'no review date', 'v.stop': 'stopped: not quoted', 'v.miss.en': 'missing in English', 'v.miss.es': 'missing in Spanish', 'days.one': '1 day', 'days.many': '{n} days',
    'a.none': 'Nothing with those words.', 'a.empty.title': 'No articles yet', 'a.empty': 'Here you will see what the assistant knows, with its sources and when each is due for review.',
    behind: 'What the assistant understood', 'b.empty.title': 'No turns yet', 'b.empty': 'Write something on the phone and see here what it understood and why it answered that.',
    turn: 'turn {n}', older: 'Earlier turn', newer: 'Later turn', nomodel: 'no model', 'b.in': 'What came in, {time}', 'b.by.staff': 'What {who} did, {time}', 'b.by.clock': 'What was due, {time}', 'b.commands': 'Commands', 'b.passages': 'Passages', 'b.threshold': 'Passages, threshold to answer {n}', 'b.cited': 'quoted',
    'b.lock': 'Evidence lock', 'b.found': 'in the quoted passage', 'b.notfound': 'not in the quoted passage', 'b.nofigures': 'The answer gives no figure.', 'b.events': 'Facts kept', 'b.noevents': 'None.', 'b.said': 'What went out', 'b.nothing': 'Nothing: the turn needed no answer.', 'b.waiting': 'Still being dealt with.', 'b.nocommands': 'None.', 'b.knowledge': 'knowledge {v}', 'b.to.person': 'to the owner', 'b.to.staff': 'to the team',
    'b.sure.answer': 'answers', 'b.sure.near': 'only near', 'b.sure.unknown': 'does not know', took: '{ms} ms',
    'err.kept': 'Not kept; try again.', 'err.load': 'I could not read that now. Trying again.', 'err.refused': 'Not accepted: {why}', reset1: 'Done, we start over.', advanced: 'The clock moved on one day.',
  },
};

let lang = 'es', zone = 'America/Mexico_City';

export const language = () => lang;
export function speak(code) { lang = words[code] ? code : 'es'; }
export function inZone(name) { zone = name || zone; }

// t gives the words for a key, with {names} filled in.
export function t(key, with_ = {}) {
  const text = words[lang][key] ?? words.es[key] ?? key;
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (_, name) => with_[name] ?? '') : text;
}

export const days = n => t(n === 1 ? 'days.one' : 'days.many', { n });

const locale = () => (lang === 'en' ? 'en-GB' : 'es-MX');
function format(date, options) {
  try { return new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(date); } catch { return date.toLocaleString(); }
}
export const time = at => format(new Date(at), { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
export const dayKey = at => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
const tidy = s => s.replace(/[.,]/g, '').replace(/ de /g, ' ');
export const day = at => tidy(format(new Date(at), { weekday: 'short', day: 'numeric', month: 'short' }));
export const year = at => format(new Date(at), { year: 'numeric' });
export const date = at => tidy(format(typeof at === 'string' && at.length === 10 ? new Date(at + 'T18:00:00Z') : new Date(at), { day: 'numeric', month: 'short', year: 'numeric' }));
export const month = ym => format(new Date(ym + '-15T18:00:00Z'), { month: 'long', year: 'numeric' });
export const length = s => Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0');
export function size(bytes) {
  if (bytes < 1024) return bytes + ' B';
  const n = bytes < 1 << 20 ? bytes / 1024 : bytes / (1 << 20);
  return (n < 10 ? n.toFixed(1) : Math.round(n)) + (bytes < 1 << 20 ? ' KB' : ' MB');
}

// dress puts the page's words where the markup asks for them.
export function dress(root = document) {
  document.documentElement.lang = lang === 'en' ? 'en' : 'es-MX';
  document.title = t('title');
  root.querySelectorAll('[data-t]').forEach(e => { e.textContent = t(e.dataset.t); });
  root.querySelectorAll('[data-t-aria]').forEach(e => e.setAttribute('aria-label', t(e.dataset.tAria)));
  root.querySelectorAll('[data-t-ph]').forEach(e => { e.placeholder = t(e.dataset.tPh); });
  root.querySelectorAll('[data-t-title]').forEach(e => { e.title = t(e.dataset.tTitle); });
}
