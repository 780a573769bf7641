package chat.parley.ui.kit;

import java.util.Locale;
import javafx.css.Styleable;

/// The style classes of Parley's own style sheets; those of the theme are in
/// `atlantafx.base.theme.Styles`.
public enum StyleClass {
  /// A page or pane with its margin of 24.
  PAGE,
  /// A raised surface with a border.
  CARD,
  /// A title of a page, 18 px at 100 %.
  PAGE_TITLE,
  /// What is said in smaller, quieter type.
  SECONDARY,
  /// Fingerprints and code.
  MONOSPACED,
  /// A thin line of text and an action, in the colour of one of the four below.
  BANNER,
  TONE_INFO,
  TONE_SUCCESS,
  TONE_WARNING,
  TONE_DANGER,
  /// What a list or page shows when it has nothing to show.
  EMPTY_STATE,
  /// Notes about what happens elsewhere, and one of them.
  NOTICE_LANE,
  NOTICE,
  /// Icons of 14 and of 32 px at 100 %; without either, 18.
  ICON_SMALL,
  ICON_LARGE,
  /// A key or a chord, as on a keyboard.
  KEYCAP,
  /// An input with its words above and a hint below.
  FIELD,

  // login
  LOGIN,
  LOGIN_COLUMN,
  CHOOSING,
  CHOOSING_FOOT,
  CONNECTING,
  IDENTITY_LIST,
  IDENTITY_CARD,
  IDENTITY_LINE,
  IDENTITY_NAME,
  IDENTITY_KEY,
  IDENTITY_DETAILS,
  FOLDER_LINE,
  RELAY_LINE,
  RELAY_PAGE,
  RELAY_PAGE_BODY,
  RELAY_KINDS,
  RELAY_KEY,
  /// The digits of a key in groups.
  KEY_GROUPS,
  NEW_IDENTITY,
  NEW_IDENTITY_FORM,
  NEW_IDENTITY_PROGRESS,

  // contacts
  SIDEBAR,
  ACCOUNT_HEADER,
  CONTACT_SEARCH,
  CONTACT_LIST,
  CONTACT_CELL,
  CONTACT_NAME,
  /// Something in it was not looked at.
  UNREAD,
  /// A count on a coloured ground.
  BADGE,
  /// Whether somebody is here: a disc, a ring, or nothing.
  PRESENCE,
  CONNECTION_BAR,
  /// What is there, and not in use.
  MUTED,
  /// Somebody writes just now.
  TYPING,
  /// Something was begun to be written.
  DRAFT,
  REQUESTS_LINE,
  MEETING,

  // conversation
  CONVERSATION,
  CONVERSATION_HEADER,
  MESSAGE_LIST,
  MESSAGE_CELL,
  BUBBLE,
  OWN,
  /// The last bubble of a group.
  LAST,
  SELECTABLE_TEXT,
  DAY_LINE,
  NEW_LINE,
  NOTE_LINE,
  BEGINNING,
  DELIVERY_MARK,
  /// Taken back by its author.
  DELETED,
  /// What a text answers, inside its bubble.
  QUOTE,
  /// A sign beside a text.
  REACTION,
  /// Over the composer: the message that it is about.
  SUBJECT,
  SEARCH_BAR,
  COPY_STRIP,
  FILLED,
  FAILED,
  LIMITS_LINE,
  /// Who a stranger is, and the ways out.
  DECISION_CARD,
  COMPOSER,
  JUMP_BUTTON,
  READING_STATE,

  // main
  MAIN_WINDOW,
  /// What lies over the rest instead of beside it.
  OVERLAY,
  PANES,
  /// The pane that has the keyboard, where there are several.
  ACTIVE,
  SIDEBAR_EDGE,

  // fingerprint
  FINGERPRINT_PANEL,
  PANEL_TOP,
  PANEL_PERSON,
  PANEL_BODY,
  KEY_PANE,
  PANEL_TITLE,
  SECTION,
  SECTION_TITLE,
  DIGITS,
  DIGITS_LARGE,
  CODE_BLOCK,
  COMPARISON,
  QR_BUTTON,
  BESIDE_QR,
  TRUST_STATE,
  FACTS,

  // shortcuts
  SHORTCUT_GROUP,
  SHORTCUT_ROW,
  PAGE_DIALOG,

  // settings
  SETTINGS,
  /// A box to tick, and below it what that means.
  CHOICE;

  /// The name in the style sheets: `IDENTITY_CARD` is `.identity-card`.
  public String css() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Gives a node this class, once.
  public <N extends Styleable> N on(N node) {
    if (!node.getStyleClass().contains(css())) {
      node.getStyleClass().add(css());
    }
    return node;
  }

  /// Gives a node this class or takes it away.
  public void on(Styleable node, boolean wanted) {
    if (wanted) {
      on(node);
    } else {
      node.getStyleClass().remove(css());
    }
  }
}
