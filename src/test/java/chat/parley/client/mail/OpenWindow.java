package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All conversations as a window shows them that read each once, at the start of the program, and has heard every
/// event since.
final class OpenWindow {
  private final Map<Name, List<ChatMessage>> conversations = new HashMap<>();

  OpenWindow(Mail mail, int page) {
    for (Contact contact : mail.contacts()) {
      entries(contact.name()).addAll(mail.page(contact.name(), null, page).orElseThrow());
    }
  }

  List<ChatMessage> entries(Name contact) {
    return conversations.computeIfAbsent(contact, _ -> new ArrayList<>());
  }

  void hear(MailEvent event) {
    switch (event) {
      case MailEvent.MessageAdded(ChatMessage message, MessageId before) ->
          add(entries(message.conversation()), message, before);
      case MailEvent.MessageChanged(ChatMessage message) -> {
        quote(message.conversation(), message.id(), Quote.of(message));
        entries(message.conversation())
            .replaceAll(each -> each.id().equals(message.id()) ? message : each);
      }
      case MailEvent.MessageRemoved(Name contact, MessageId id) -> {
        quote(contact, id, Quote.ABSENT);
        entries(contact).removeIf(each -> each.id().equals(id));
      }
      case MailEvent.ContactGone(Name contact) -> conversations.remove(contact);
      case MailEvent.ContactChanged _,
          MailEvent.LookedUp _,
          MailEvent.RequestCame _,
          MailEvent.OtherKeyOffered _,
          MailEvent.DisplayNameChosen _,
          MailEvent.RowsLost _,
          MailEvent.NotSaved _ -> {}
    }
  }

  private void quote(Name contact, MessageId original, Quote now) {
    entries(contact)
        .replaceAll(
            each -> {
              Quote before = each.particulars().quote();
              return before != null && original.equals(before.original())
                  ? each.with(each.particulars().withQuote(now))
                  : each;
            });
  }

  private static void add(
      List<ChatMessage> entries, ChatMessage message, @Nullable MessageId before) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).id().equals(before)) {
        entries.add(i, message);
        return;
      }
    }
    if (before != null) {
      throw new AssertionError("told to stand before what is not there: " + message);
    }
    entries.add(message);
  }
}
