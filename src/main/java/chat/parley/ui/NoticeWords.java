package chat.parley.ui;

import chat.parley.client.Notice;
import chat.parley.model.Name;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of notices that came together: many joins are one.
///
/// @param title what happened
/// @param text what it means, and what one can do
/// @param about whose conversation one should look at, if any
record NoticeWords(Tone tone, String title, String text, @Nullable Name about) {
  private static final Texts TEXTS = Texts.of("main");
  private static final int JOINS_ONE_BY_ONE = 3;

  NoticeWords(Tone tone, String title, String text) {
    this(tone, title, text, null);
  }

  /// Leaving is told by no note: the list shows it.
  static List<NoticeWords> of(List<Notice> notices) {
    List<NoticeWords> words = new ArrayList<>();
    List<Name> joined = new ArrayList<>();
    for (Notice notice : notices) {
      switch (notice) {
        case Notice.Joined(Name contact) -> joined.add(contact);
        case Notice.Left _ -> {
          // the list shows it
        }
        case Notice.UnknownMember(String nickname) ->
            words.add(
                new NoticeWords(
                    Tone.INFO,
                    TEXTS.get("unknown-member", nickname),
                    TEXTS.get("unknown-member.text", nickname)));
        case Notice.SignatureWrong(String nickname) ->
            words.add(
                new NoticeWords(
                    Tone.DANGER,
                    TEXTS.get("signature-wrong", nickname),
                    TEXTS.get("signature-wrong.text", nickname)));
        case Notice.BadFrame(String detail) ->
            words.add(
                new NoticeWords(
                    Tone.WARNING, TEXTS.get("bad-frame"), TEXTS.get("bad-frame.text", detail)));
        case Notice.LeftOut(long count) ->
            words.add(
                new NoticeWords(
                    Tone.WARNING, TEXTS.get("left-out"), TEXTS.get("left-out.text", count)));
        case Notice.ServerSays(String text) -> {
          // who joins without a key is told of as an unknown member, or as an impostor
          if (!text.endsWith(Notice.ServerSays.JOINED)) {
            words.add(new NoticeWords(Tone.INFO, TEXTS.get("server-says"), text));
          }
        }
        case Notice.KeyChanged(Name contact) ->
            words.add(
                new NoticeWords(
                    Tone.DANGER,
                    TEXTS.get("key-changed", contact),
                    TEXTS.get("key-changed.text", contact),
                    contact));
        case Notice.VerificationsDamaged(String keptAs) ->
            words.add(
                new NoticeWords(
                    Tone.DANGER,
                    TEXTS.get("verifications-damaged"),
                    TEXTS.get("verifications-damaged.text", keptAs)));
        case Notice.VerificationsNotSaved() ->
            words.add(
                new NoticeWords(
                    Tone.WARNING,
                    TEXTS.get("verifications-not-saved"),
                    TEXTS.get("verifications-not-saved.text")));
        case Notice.RequestCame(Name contact) ->
            words.add(
                new NoticeWords(
                    Tone.INFO,
                    TEXTS.get("request-came", contact),
                    TEXTS.get("request-came.text", contact),
                    contact));
        case Notice.OtherKeyOffered(Name contact) ->
            words.add(
                new NoticeWords(
                    Tone.DANGER,
                    TEXTS.get("other-key-offered", contact),
                    TEXTS.get("other-key-offered.text", contact),
                    contact));
        case Notice.HistoryEntriesLost(int entries) ->
            words.add(
                new NoticeWords(
                    Tone.WARNING,
                    TEXTS.get("history-entries-lost"),
                    TEXTS.get("history-entries-lost.text", entries)));
        case Notice.HistoryBegunAnew(String keptAs) ->
            words.add(
                new NoticeWords(
                    Tone.WARNING,
                    TEXTS.get("history-begun-anew"),
                    TEXTS.get("history-begun-anew.text", keptAs)));
        case Notice.KeysUnreadable(String detail) ->
            words.add(new NoticeWords(Tone.WARNING, TEXTS.get("keys-unreadable"), detail));
      }
    }
    words.addAll(joins(joined));
    return words;
  }

  private static List<NoticeWords> joins(List<Name> joined) {
    if (joined.size() > JOINS_ONE_BY_ONE) {
      return List.of(
          new NoticeWords(
              Tone.INFO, TEXTS.get("joined.many", joined.size()), TEXTS.get("joined.many.text")));
    }
    return joined.stream()
        .map(
            name ->
                new NoticeWords(
                    Tone.INFO, TEXTS.get("joined", name), TEXTS.get("joined.text", name)))
        .toList();
  }
}
