# Parents and guardians of young clients
guardians-title = Parents and guardians
guardians-intro = The client is under age. These are the days that count, by the rules for { $place }:
guardians-asked = From { $day } ({ $age } years) nothing is told to a parent or guardian without the client’s own yes.
guardians-asked-now = Since { $day } ({ $age } years) nothing is told to a parent or guardian without the client’s own yes.
guardians-alone = From { $day } ({ $age } years) the client decides alone about the therapy.
guardians-alone-now = Since { $day } ({ $age } years) the client decides alone about the therapy.
guardians-ends = On { $day } ({ $age } years) whatever was agreed with a parent or guardian ends.
guardians-safety = The inventory names a concern for safety with: { $names }. Talk it over in supervision before anything is told to them, whatever the client’s age.
guardians-law = This is no legal advice: a court, a custody order or a duty to protect may say something else. A parent or guardian has no way in here.
guardians-place-unset = Your practice has not said where it works. An administrator can choose it with the rules for keeping records.
guardians-born-unknown = The date of birth is not noted. With it, this page says from when the client decides alone, and when what was agreed with a parent or guardian ends.
