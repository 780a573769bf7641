package chat.parley.ui.conversation;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Makes the lines of a conversation from its entries: days, groups of one sender, times, marks.
///
/// A group is what one sender wrote in a row, on one day, with less than five minutes between one text
/// and the next.
final class MessageRows {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final Texts.Choices<ChatMessage.Note.Kind> NOTES =
      TEXTS.choices(ChatMessage.Note.Kind.class);
  private static final Duration GROUP = Duration.ofMinutes(5);
  private static final int DAYS_BY_NAME = 7;

  private final LocalTimes times;
  private final Name contact;
  private final @Nullable Fingerprint fingerprint;
  private final @Nullable MessageId firstNew;
  private final ToIntFunction<MessageId> shown;
  private final boolean canAct;

  /// @param firstNew the entry that the line "new" stands before, if any
  /// @param shown how many characters of a text are shown at most
  /// @param canAct whether anything can be done to texts that the contact hears of
  MessageRows(
      LocalTimes times,
      Name contact,
      @Nullable Fingerprint fingerprint,
      @Nullable MessageId firstNew,
      ToIntFunction<MessageId> shown,
      boolean canAct) {
    this.times = times;
    this.contact = contact;
    this.fingerprint = fingerprint;
    this.firstNew = firstNew;
    this.shown = shown;
    this.canAct = canAct;
  }

  /// The lines of these entries, oldest first, added at the end of `rows`.
  void addTo(List<MessageRow> rows, List<ChatMessage> all) {
    List<ChatMessage> log = withoutComingAndGoing(all);
    @Nullable LocalDate day = null;
    int begin = 0;
    while (begin < log.size()) {
      ChatMessage entry = log.get(begin);
      LocalDate entryDay = times.day(entry.at());
      if (!entryDay.equals(day)) {
        day = entryDay;
        rows.add(new MessageRow.Day(dayWords(entryDay)));
      }
      if (entry.id().equals(firstNew)) {
        rows.add(new MessageRow.NewFromHere());
      }
      int end = begin + 1;
      while (end < log.size() && together(log.get(end - 1), log.get(end))) {
        end++;
      }
      addGroup(rows, log.subList(begin, end));
      begin = end;
    }
  }

  private void addGroup(List<MessageRow> rows, List<ChatMessage> group) {
    Delivery ofLast = group.getLast() instanceof ChatMessage.Outgoing own ? own.delivery() : null;
    for (int i = 0; i < group.size(); i++) {
      boolean first = i == 0;
      boolean last = i == group.size() - 1;
      rows.add(
          switch (group.get(i)) {
            case ChatMessage.Incoming entry ->
                bubble(entry, entry.text(), entry.keyInDoubt(), null, first, last, last);
            case ChatMessage.Outgoing entry ->
                bubble(
                    entry,
                    entry.text(),
                    false,
                    entry.delivery(),
                    first,
                    last,
                    last || !Objects.equals(entry.delivery(), ofLast));
            case ChatMessage.Note entry ->
                new MessageRow.Line(
                    entry.id(),
                    tone(entry.kind()),
                    NOTES.get(entry.kind(), contact),
                    times.time(entry.at()));
          });
    }
  }

  private MessageRow bubble(
      ChatMessage entry,
      String words,
      boolean inDoubt,
      @Nullable Delivery delivery,
      boolean first,
      boolean last,
      boolean marked) {
    String text = entry.particulars().isDeleted() ? deleted(entry) : words;
    int visible = visible(text, shown.applyAsInt(entry.id()));
    return new MessageRow.Bubble(
        entry.id(),
        contact,
        visible == text.length() ? text : text.substring(0, visible),
        text.length() - visible,
        inDoubt,
        delivery,
        fingerprint,
        times.time(entry.at()),
        first,
        last,
        marked,
        entry.particulars(),
        canAct);
  }

  private static String deleted(ChatMessage entry) {
    return entry instanceof ChatMessage.Outgoing
        ? TEXTS.get("deleted.own")
        : TEXTS.get("deleted", entry.conversation());
  }

  private boolean together(ChatMessage one, ChatMessage next) {
    return !(one instanceof ChatMessage.Note)
        && one.getClass() == next.getClass()
        && isInDoubt(one) == isInDoubt(next)
        && !next.id().equals(firstNew)
        && Duration.between(one.at(), next.at()).compareTo(GROUP) < 0
        && times.day(one.at()).equals(times.day(next.at()));
  }

  private static boolean isInDoubt(ChatMessage entry) {
    return entry instanceof ChatMessage.Incoming incoming && incoming.keyInDoubt();
  }

  private String dayWords(LocalDate day) {
    long ago = times.daysAgo(day);
    if (ago == 0) {
      return TEXTS.get("day.today");
    }
    if (ago == 1) {
      return TEXTS.get("day.yesterday");
    }
    return ago > 0 && ago < DAYS_BY_NAME ? times.weekday(day) : times.longDate(day);
  }

  private static Tone tone(ChatMessage.Note.Kind kind) {
    return switch (kind) {
      case JOINED,
          LEFT,
          NEEDS_NEWER,
          SESSION_REPLACED,
          LIFETIME_UNLIMITED,
          LIFETIME_HOUR,
          LIFETIME_DAY,
          LIFETIME_WEEK ->
          Tone.INFO;
      case NOT_OPENED, BEFORE_SESSION_KEY, DAMAGED, MORE_IN_DOUBT -> Tone.WARNING;
      case SIGNATURE_WRONG, KEY_CHANGED -> Tone.DANGER;
    };
  }

  /// Of comings and goings in a row only the last one is of interest.
  private static List<ChatMessage> withoutComingAndGoing(List<ChatMessage> log) {
    List<ChatMessage> kept = new ArrayList<>(log.size());
    for (int i = 0; i < log.size(); i++) {
      boolean followed = i + 1 < log.size() && isPresence(log.get(i + 1));
      if (!followed || !isPresence(log.get(i))) {
        kept.add(log.get(i));
      }
    }
    return kept;
  }

  private static boolean isPresence(ChatMessage entry) {
    return entry instanceof ChatMessage.Note note
        && (note.kind() == ChatMessage.Note.Kind.JOINED
            || note.kind() == ChatMessage.Note.Kind.LEFT);
  }

  /// Where to cut a text, in characters: never inside a pair of surrogates.
  private static int visible(String text, int wanted) {
    if (text.length() <= wanted) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(wanted - 1)) ? wanted - 1 : wanted;
  }
}
