package chat.parley.store;

/// A row that does not open any more, or not in this place: the disk damaged it, or somebody altered it.
/// All others are as they were.
///
/// @param table where it is
/// @param id its number there
public record DamagedRow(Table table, long id) {}
