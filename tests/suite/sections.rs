//! Sections at their door: the sample site loads whole, every kind reads back what it writes, and words stay
//! as the author wrote them.

mod declared;
mod duties;
mod generated;
mod numbering;
mod schemas;
mod shapes;
