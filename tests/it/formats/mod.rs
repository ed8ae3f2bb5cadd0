//! Every format of a document gives what its plain text gives; and files that nobody meant end in a line of the report.

mod bad;
mod make;
mod metadata;
mod pages;
mod programs;
mod samples;
mod sheets;
