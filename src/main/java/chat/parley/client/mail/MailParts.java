package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.store.ClientDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// What [Mail] is made of: who needs whom, and who does something by the clock.
///
/// @param chores in the order in which they are done
record MailParts(
    Books books,
    Line line,
    Roster roster,
    Lanes lanes,
    Sealer sealer,
    Conversations conversations,
    Outbox outbox,
    OwnActs ownActs,
    Profiles profiles,
    Dispatcher dispatcher,
    Pins pins,
    Standings standings,
    Introductions introductions,
    Prekeys prekeys,
    Watch watch,
    TypingOut typingOut,
    Ledgers ledgers,
    Receipts receipts,
    Inbox inbox,
    Intake intake,
    List<Chore> chores) {

  static MailParts of(
      Identity me,
      ClientDatabase database,
      Mail.Outside outside,
      SecureRandom random,
      InstantSource clock) {
    Line line = new Line();
    Books books = new Books(database, clock, outside::tell, line::abort);
    Obstacles obstacles = new Obstacles();
    Roster roster = new Roster(obstacles);
    Dates dates = new Dates();
    Shelf shelf = new Shelf(me, roster, random);
    Deadlines deadlines = new Deadlines();
    Conversations conversations = new Conversations(roster, deadlines, random);
    Lanes lanes = new Lanes(roster, obstacles);
    Sealer sealer = new Sealer(shelf, random);
    Outbox outbox = new Outbox(line, roster, conversations, lanes, sealer, dates);
    OwnActs ownActs = new OwnActs(roster, conversations, outbox);
    Profiles profiles = new Profiles(roster, outbox);
    Dispatcher dispatcher =
        new Dispatcher(books, line, roster, conversations, obstacles, lanes, sealer);
    Prekeys prekeys = new Prekeys(me, books, line, outside, random);
    Watch watch = new Watch(line, roster);
    TypingOut typingOut = new TypingOut(line, roster, sealer, dates);
    Upkeep upkeep = new Upkeep(books, roster, shelf, prekeys);
    Slips slips = new Slips(roster, sealer, outbox, line, dates);
    Ledgers ledgers = new Ledgers(roster);
    Receipts receipts = new Receipts(books, ledgers, conversations, slips);
    Standings standings = new Standings(roster, shelf, outbox, receipts);
    Gaps gaps = new Gaps(books, roster, ledgers, receipts, slips);
    Pins pins = new Pins(me.name(), roster, shelf, outbox, gaps, conversations);
    Introductions introductions =
        new Introductions(
            me, books, line, roster, shelf, lanes, sealer, outbox, pins, prekeys, outside, random,
            clock);
    Resends resends = new Resends(books, ledgers, shelf, outbox, slips);
    LostState lostState = new LostState(books, ledgers, conversations, outbox, slips);
    Writers writers = new Writers(books, roster);
    Letters letters =
        new Letters(
            ledgers,
            conversations,
            receipts,
            gaps,
            resends,
            writers,
            new Acts(conversations),
            profiles);
    Inbox inbox =
        new Inbox(me, roster, shelf, pins, new Requests(roster), letters, lostState, conversations);
    Intake intake = new Intake(books, line, roster, outbox, inbox, introductions, prekeys, clock);
    List<Chore> chores =
        List.of(
            receipts,
            gaps,
            resends,
            lostState,
            writers,
            new Lifetimes(books, deadlines, conversations),
            dispatcher,
            introductions,
            prekeys,
            upkeep);
    // Those that others build on come first.
    List.of(
            roster, dates, shelf, lanes, lostState, receipts, ledgers, gaps, writers, upkeep,
            deadlines, profiles)
        .forEach(books::add);
    return new MailParts(
        books,
        line,
        roster,
        lanes,
        sealer,
        conversations,
        outbox,
        ownActs,
        profiles,
        dispatcher,
        pins,
        standings,
        introductions,
        prekeys,
        watch,
        typingOut,
        ledgers,
        receipts,
        inbox,
        intake,
        chores);
  }
}
