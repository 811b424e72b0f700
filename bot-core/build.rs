//! The data files are part of the binary; a new file among them has to be noticed.

fn main() {
    println!("cargo:rerun-if-changed=../data");
}
